import { readFile } from 'node:fs/promises'
import type { ZodType } from 'zod'
import { CommandError } from './command.ts'

/** What a JSON file asks for, checked; says in one line what is wrong with it. `what` is its name for people: a weighting, an estimate. */
export async function readSpecification<T>(file: string, what: string, schema: ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} cannot be read`)
  })
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new CommandError(`${file} is not JSON`)
  }
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const [issue] = error.issues
  throw new CommandError(`${file} is no ${what}: /${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`)
}
