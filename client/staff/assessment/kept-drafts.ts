import type { Stage } from '../../../surveys/assessment.ts'
import type { Draft } from './line-draft.ts'

/** Lines that are not on the server yet, as this browser keeps them: of one year, one step of it, one account. */
export const draftsKey = (year: string, stage: Stage, account: string): string =>
  `hailong-year-${year}-${stage}-${account}`

export function keepDrafts(key: string, drafts: ReadonlyMap<string, Draft>): void {
  try {
    if (drafts.size === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify([...drafts]))
  } catch {
    // A browser that keeps nothing: the line is stored when its field is left.
  }
}

export function recallDrafts(key: string): [string, Draft][] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}
