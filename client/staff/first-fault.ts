import type { RefusalError } from './refusal.ts'

/** Names of fields as a program's text may hold them. */
const quoted = (name: string): string => JSON.stringify(name)

/** The field of the first error, near the note that tells of it: the one whose place it is, or else the first marked as wrong. */
export function firstFault(note: Element, errors: readonly RefusalError[]): HTMLElement | undefined {
  const around = note.closest('form, dialog, .page') ?? document.body
  for (const { pointer } of errors) {
    if (pointer === '') continue
    const name = pointer.split('/').at(-1) ?? ''
    const field = around.querySelector<HTMLElement>(`[data-path=${quoted(pointer)}], [name=${quoted(name)}]`)
    if (field) return field
  }
  return around.querySelector<HTMLElement>('[aria-invalid=true]') ?? undefined
}
