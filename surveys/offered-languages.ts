import type { Instrument } from './instrument.ts'
import type { Language } from './text.ts'

/**
 * The languages in which a form can be read and answered: those it was published in, which have every text, and Khmer, whose
 * texts may still await their translator; these stand in Vietnamese, each with a mark.
 */
export const offeredLanguages = ({ languages }: Pick<Instrument, 'languages'>): readonly Language[] =>
  languages.includes('km') ? languages : [...languages, 'km']
