import type { Refusal } from '../refusal.ts'
import type { PartsChange } from '../shapes.ts'

/** One part of the plan page. All are typed freely and saved at one press and as one: the whole, or nothing of it. */
export type PlanPart = Readonly<{
  /** as it is named among what is not saved yet */
  title: string
  unsaved: () => boolean
  /** why it cannot be saved yet */
  waits: () => string | undefined
  /** what it asks of the server */
  change: () => PartsChange
  forget: () => void
  /** places whose words stand beside their field */
  beside: () => readonly string[]
}>

/** Why the plan was not taken, for the parts to say it beside their fields. */
export type PlanRefusal = () => Refusal | null
