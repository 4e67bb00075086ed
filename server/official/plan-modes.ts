import { MODES, type Mode, type ModeRules, modeAllowed } from '../../surveys/mode.ts'

/** `ph-th@2021.1` is the form `ph-th`. */
export const formName = (instrumentId: string): string => instrumentId.split('@')[0] ?? instrumentId

/** The ways in which at least one of the forms may be answered, in their usual order. */
export const modesUsed = (rules: ModeRules, forms: readonly Readonly<{ id: string }>[]): Mode[] =>
  MODES.filter((mode) => forms.some(({ id }) => modeAllowed(rules, formName(id), mode)))
