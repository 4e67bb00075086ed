import type { IsoContent, IsoKind } from '../../../surveys/iso/iso-records.ts'
import { iso as words } from '../../words/iso.ts'

/** The plain fields of each kind, in the order of its form; lists inside a record have editors of their own. */
export type FieldSpec = Readonly<{
  name: string
  label: string
  type?: 'date'
  lines?: number
  required?: boolean
  hint?: string
}>

const long = (name: string, label: string, required = false): FieldSpec => ({ name, label, lines: 3, required })
export const FIELDS: Readonly<Record<IsoKind, readonly FieldSpec[]>> = {
  audit: [
    { name: 'title', label: words.auditTitle, required: true },
    { name: 'unit', label: words.unit, required: true },
    { name: 'plannedOn', label: words.plannedOn, type: 'date', required: true },
    { name: 'heldOn', label: words.heldOn, type: 'date' },
    { name: 'auditors', label: words.auditors },
  ],
  finding: [
    { name: 'clause', label: words.clause, required: true },
    { ...long('text', words.findingText, true), hint: words.failingHint },
    long('cause', words.cause),
    long('action', words.action),
    { name: 'lead', label: words.lead },
    { name: 'dueOn', label: words.dueOn, type: 'date' },
    { name: 'doneOn', label: words.doneOn, type: 'date' },
    long('proof', words.proof),
  ],
  review: [
    { name: 'heldOn', label: words.heldOn, type: 'date', required: true },
    { name: 'place', label: words.place, required: true },
    { name: 'chair', label: words.chair, required: true },
    { name: 'secretary', label: words.secretary, required: true },
    long('attendees', words.attendees, true),
    long('conclusion', words.conclusion),
  ],
  law: [
    { name: 'number', label: words.number, required: true },
    { name: 'title', label: words.lawTitle, required: true },
    { name: 'issuer', label: words.issuer, required: true },
    { name: 'effectiveOn', label: words.effectiveOn, type: 'date', required: true },
    long('affects', words.affects, true),
    { name: 'lead', label: words.lead },
    { name: 'enteredOn', label: words.enteredOn, type: 'date' },
    long('note', words.note),
  ],
}

const TOPIC = { topic: '', discussion: '', decision: '', lead: '', dueOn: null }
/** A record before anything was written; the checklist comes with the year. */
export const blankContent = (items: IsoContent['audit']['items']): IsoContent => ({
  audit: { title: '', unit: '', plannedOn: '', heldOn: null, auditors: '', items },
  finding: {
    ...{ clause: '', text: '', grade: 'minor', cause: '', action: '', lead: '', dueOn: null, doneOn: null },
    ...{ proof: '', answer: '' },
  },
  review: { heldOn: '', place: '', chair: '', secretary: '', attendees: '', topics: [TOPIC], conclusion: '' },
  law: {
    ...{ number: '', title: '', issuer: '', effectiveOn: '', affects: '', lead: '', enteredOn: null, note: '' },
  },
})
export const BLANK_TOPIC: IsoContent['review']['topics'][number] = TOPIC
