import type { UnitsView } from '../shapes.ts'

/** A unit as it is offered in a list and typed: its name, and the code that tells it from others of the name. */
export const unitLabel = (name: string | null, code: string): string => `${name ?? ''} (${code})`

/** The unit somebody typed, if the list has it. */
export const unitOf = (units: UnitsView['units'] | undefined, typed: string): string | undefined =>
  units?.find((unit) => unitLabel(unit.name, unit.code) === typed.trim())?.id
