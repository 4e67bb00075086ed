import type { Refusal } from '../refusal.ts'
import type { RoundView } from '../shapes.ts'

/** One part of the plan page. All are typed freely and saved at one press, each by its own request. */
export type PlanPart = Readonly<{
  /** as it is named among what is not saved yet */
  title: string
  unsaved: () => boolean
  /** why it cannot be saved yet */
  waits: () => string | undefined
  /** undefined after a refusal */
  save: (round: Readonly<{ id: string; version: number }>) => Promise<RoundView | undefined>
  forget: () => void
  refusal: () => Refusal | null
  /** places whose words stand beside their field */
  beside: () => readonly string[]
}>
