import type { Form } from './form.ts'

/** What was written and is not on the server yet, kept in this browser: it survives a closed tab and a night without network. */
export type DraftCopy = Readonly<{ base: Form; form: Form; lockVersion: number }>

const key = (id: string): string => `hailong-draft-${id}`

export function keepCopy(id: string, copy: DraftCopy): void {
  try {
    localStorage.setItem(key(id), JSON.stringify(copy))
  } catch {
    // A browser that keeps nothing: the server still does, every few seconds.
  }
}

export function findCopy(id: string): DraftCopy | undefined {
  try {
    return JSON.parse(localStorage.getItem(key(id)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export function dropCopy(id: string): void {
  try {
    localStorage.removeItem(key(id))
  } catch {}
}
