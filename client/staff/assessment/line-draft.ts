import { faultOfFact } from '../../../analysis/assessment/rule.ts'
import type { Fact, Stage } from '../../../surveys/assessment.ts'
import { canonicalJson } from '../../../surveys/canonical-json.ts'
import { assessment as words } from '../../words/assessment.ts'
import { errorText } from '../refusal.ts'
import type { Component, Entry, YearView } from './api.ts'
import { type NumberField, readFact, type TypedFact, typedOf } from './typed-fact.ts'

/** One line on its way: what stands in its fields, and what the server had when the writing began. */
export type Draft = Readonly<{
  typed: TypedFact
  /** an appraiser who sees it otherwise than the unit */
  differs: boolean
  note: string
  asked: boolean
  base: string
}>

export const entryOf = (year: YearView, component: string, stage: Stage): Entry | undefined =>
  year.entries.find((one) => one.componentId === component && one.stage === stage)

/** What an entry says, without who and when: two are the same when this is. */
export const saidBy = (entry: Entry | undefined): string =>
  entry ? canonicalJson({ fact: entry.fact, note: entry.note, asked: entry.asked }) : ''

/** The fact an appraiser finds before him: the last look's, else the unit's. */
export function foundFact(year: YearView, component: string, stage: Stage): Fact | null {
  const before: readonly Stage[] = stage === 'second' ? ['first', 'self'] : ['self']
  for (const one of before) {
    const fact = entryOf(year, component, one)?.fact
    if (fact) return fact
  }
  return null
}

export function draftOf(year: YearView, component: Component, stage: Stage): Draft {
  const entry = entryOf(year, component.id, stage)
  const fact = entry?.fact ?? (stage === 'self' ? null : foundFact(year, component.id, stage))
  return {
    typed: typedOf(component.rule, fact),
    differs: Boolean(entry?.fact),
    note: entry?.note ?? '',
    asked: entry?.asked ?? false,
    base: saidBy(entry),
  }
}

/** A refusal's words stand inside a sentence elsewhere; below a field they are one. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** What would be stored, or why nothing can be yet, in which fields; `early`: not wrong while one is still in the line. */
export type Reading = Readonly<{
  fact: Fact | null
  wrong?: string
  at?: readonly NumberField[]
  early?: boolean
  noteWrong?: string
}>

export function readDraft(component: Component, stage: Stage, draft: Draft): Reading {
  if (stage === 'explanation')
    return { fact: null, ...(draft.note.trim() === '' ? { noteWrong: words.leaf.explanationNeeded } : {}) }
  const appraises = stage === 'first' || stage === 'second'
  if (appraises && !draft.differs)
    return { fact: null, ...(draft.asked && draft.note.trim() === '' ? { noteWrong: words.leaf.askNeeded } : {}) }
  const read = readFact(component.rule, draft.typed)
  if (read.kind === 'nothing')
    return { fact: null, ...(appraises ? { wrong: words.leaf.factNeeded, early: true } : {}) }
  if (read.kind === 'halfway')
    return { fact: null, wrong: words.leaf.lacking(nameOf(component, read.field)), at: [read.field], early: true }
  if (read.kind === 'unread') {
    const negative = /^[-−]/.test(draft.typed[read.field].trim())
    return { fact: null, wrong: negative ? words.leaf.negative : words.leaf.unread, at: [read.field] }
  }
  const fault = faultOfFact(component, read.fact)
  if (fault) return { fact: null, ...faultSaid(component, draft.typed, fault) }
  return { fact: read.fact, ...(appraises && draft.note.trim() === '' ? { noteWrong: words.leaf.reasonNeeded } : {}) }
}

const nameOf = ({ rule }: Component, field: NumberField): string =>
  field === 'numerator' && 'numerator' in rule
    ? rule.numerator
    : field === 'denominator' && 'denominator' in rule
      ? (rule.denominator ?? '')
      : words.leaf.value

type Fault = NonNullable<ReturnType<typeof faultOfFact>>
/** A fault between the two numbers of a line is said by what the fields are called. */
function faultSaid(component: Component, typed: TypedFact, fault: Fault): Pick<Reading, 'wrong' | 'at'> {
  const [above, below] = [nameOf(component, 'numerator'), nameOf(component, 'denominator')]
  if (fault.code === 'denominator_zero')
    return { wrong: words.leaf.zero(below, component.mayNotArise), at: ['denominator'] }
  if (fault.code === 'numerator_above_denominator') {
    const [numerator, denominator] = [typed.numerator.trim(), typed.denominator.trim()]
    return { wrong: words.leaf.above(above, numerator, below, denominator), at: ['numerator', 'denominator'] }
  }
  return { wrong: sentence(errorText({ pointer: '/fact', ...fault })), at: ['numerator', 'denominator', 'value'] }
}
