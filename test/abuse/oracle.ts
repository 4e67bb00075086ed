import { PROBLEMS } from '../../server/problem.ts'

export type Reply = Readonly<{ status: number; headers: Headers; text: string }>

/** Words of the inside: a stack, a library, a database, a path. No reply may hold one. */
const INSIDE =
  /node_modules|\n\s+at |\bat [\w.<>]+ \([^)]*:\d+|\bSQLITE|sqlite|kysely|\bhono\b|\bZod|postgres|\bpg_|ENOENT|EACCES|ERR_[A-Z]|\.[cm]?[jt]s:\d+|TypeError|RangeError|SyntaxError|is not a function|Cannot read prop|\/(?:work|home|tmp|usr|var|root)\//

/** Statuses above 499 that are an answer and no failure: a method nobody knows, an account service that is not there. */
const ANSWERED = new Set(['method_unknown', 'sign_in_away'])

/** What is wrong with a reply, in words; empty where nothing is. */
export function faultsOf({ status, headers, text }: Reply, sent: string): string[] {
  const faults: string[] = []
  const type = headers.get('content-type') ?? ''
  const isProblem = type.startsWith('application/problem+json')
  const code = isProblem ? codeOf(text) : undefined
  if (status >= 500 && !ANSWERED.has(code ?? '')) faults.push(`status ${status} ${code ?? ''}`)
  if (!(headers.get('content-security-policy') ?? '').includes("default-src 'none'"))
    faults.push('no content security policy')
  if (headers.get('x-content-type-options') !== 'nosniff') faults.push('no nosniff')
  if (headers.has('server') || headers.has('x-powered-by')) faults.push('names its program')
  if (status < 400) return faults
  const inside = INSIDE.exec(text.replaceAll(sent, ''))
  if (inside) faults.push(`speaks of its inside: ${inside[0].trim()}`)
  if (isProblem) faults.push(...shapeFaults(text, status))
  else if (type.startsWith('text/html')) {
    if (/<script>alert|onerror=|<svg onload/.test(text)) faults.push('gives markup back')
  } else if (text !== '' || status < 304) faults.push(`a refusal of type ${type || 'none'}`)
  return faults
}

const codeOf = (text: string): string | undefined => {
  try {
    return (JSON.parse(text) as { code?: string }).code
  } catch {
    return undefined
  }
}

function shapeFaults(text: string, status: number): string[] {
  const document = JSON.parse(text) as Record<string, unknown>
  const { code } = document
  const known = typeof code === 'string' && Object.hasOwn(PROBLEMS, code)
  const named = ['type', 'title', 'status', 'code', 'requestId'].filter((name) => !(name in document))
  return [
    ...named.map((name) => `a problem without ${name}`),
    ...(known ? [] : [`an unknown code ${String(code)}`]),
    ...(document.status === status ? [] : ['a problem of another status']),
  ]
}
