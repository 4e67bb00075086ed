/** What was written and is not on the server yet, kept in this browser: it survives a closed tab and a night without network. */
export type DraftCopy<T> = Readonly<{ base: T; form: T; lockVersion: number }>

const key = (id: string): string => `hailong-draft-${id}`

export function keepCopy<T>(id: string, copy: DraftCopy<T>): void {
  try {
    localStorage.setItem(key(id), JSON.stringify(copy))
  } catch {
    // A browser that keeps nothing: the server still does, every few seconds.
  }
}

export function findCopy<T>(id: string): DraftCopy<T> | undefined {
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
