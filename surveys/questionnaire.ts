import type { Item, Option } from './instrument.ts'

/**
 * What rules about answers need to know of an instrument: everything but its texts.
 * A whole `Instrument` fits, and so does what the respondent's page reads back out of the form that is already in its HTML.
 */
type Wordless<Of> = Of extends { options: readonly Option[] }
  ? Omit<Of, 'text' | 'hint' | 'options'> & { options: readonly Pick<Option, 'value'>[] }
  : Omit<Of, 'text' | 'hint'>

export type Question = Wordless<Item>
export type Questionnaire = Readonly<{ blocks: readonly Readonly<{ id: string; items: readonly Question[] }>[] }>

export const questionsOf = (questionnaire: Questionnaire): Question[] =>
  questionnaire.blocks.flatMap((block) => [...block.items])
