import type { Context } from 'hono'
import { Problem } from '../problem.ts'

/** The fields of a posted form; what says that it is one and cannot be read as one is the sender's fault. */
export async function formBody(c: Context, options: { all?: boolean } = {}): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody(options)
  } catch (error) {
    if (error instanceof TypeError) throw new Problem('request_malformed')
    throw error
  }
}
