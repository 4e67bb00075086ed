import type { Issue } from '../../surveys/issue.ts'
import { filled, issue, problem } from '../words/problem.ts'

export type RefusalError = Readonly<{
  pointer: string
  code: string
  detail?: Readonly<Record<string, string | number>>
}>

/** A problem document of the server, or the network that did not answer. */
export class Refusal extends Error {
  readonly code: string
  readonly errors: readonly RefusalError[]
  readonly detail: Readonly<Record<string, string | number>>
  readonly requestId: string | null
  /** What stands on the server now, where the refusal is about being overtaken. */
  readonly current: unknown

  constructor(document: {
    code: string
    errors?: readonly RefusalError[]
    detail?: Readonly<Record<string, string | number>>
    requestId?: string | null
    current?: unknown
  }) {
    super(filled(problem[document.code] ?? problem.unexpected, document.detail))
    this.name = 'Refusal'
    this.code = document.code
    this.errors = document.errors ?? []
    this.detail = document.detail ?? {}
    this.requestId = document.requestId ?? null
    this.current = document.current
  }
}

export const refusalOf = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal({ code: 'unexpected' })

/** What is wrong in one place, in words. */
export const errorText = (error: RefusalError): string => filled(issue[error.code] ?? issue.shape, error.detail)

/** The words for one field of a form, so that they can stand beside it. */
export const errorAt = (refusal: Refusal | null | undefined, pointer: string): string | undefined => {
  const found = refusal?.errors.find((error) => error.pointer === pointer)
  return found && errorText(found)
}

/** What is wrong at a place, in words; places inside it included where `deep`. */
export const faultsAt = (issues: readonly Issue[], pointer: string, deep = false): string[] =>
  issues
    .filter(({ path }) => path === pointer || (deep && path.startsWith(`${pointer}/`)))
    .map((issue) =>
      errorText({ pointer: issue.path, code: issue.code, ...(issue.detail ? { detail: issue.detail } : {}) }),
    )
