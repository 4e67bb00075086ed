import { z } from 'zod'
import { day } from '../round.ts'

/** What the quality system keeps of a year: internal audits, their findings, management reviews, changes of law. */
const line = (most: number) => z.string().trim().max(most)
const needed = (most: number) => line(most).min(1)

export const ANSWERS = ['not_looked', 'conforms', 'remark', 'fails'] as const
export const GRADES = ['major', 'minor', 'improve'] as const

const checkItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,31}$/),
  clause: needed(60),
  question: needed(1000),
  answer: z.enum(ANSWERS),
  note: line(2000),
})
export type CheckItem = z.infer<typeof checkItem>

/** The content of each kind of record; its state stands beside it. */
export const isoContent = {
  audit: z.strictObject({
    title: needed(300),
    unit: needed(300),
    plannedOn: day,
    heldOn: day.nullable(),
    auditors: line(1000),
    items: z.array(checkItem).min(1).max(200),
  }),
  finding: z.strictObject({
    clause: needed(60),
    text: needed(2000),
    grade: z.enum(GRADES),
    cause: line(2000),
    action: line(2000),
    lead: line(300),
    dueOn: day.nullable(),
    doneOn: day.nullable(),
    proof: line(2000),
    /** why it was sent back */
    answer: line(2000),
  }),
  review: z.strictObject({
    heldOn: day,
    place: needed(300),
    chair: needed(200),
    secretary: needed(200),
    attendees: needed(3000),
    topics: z
      .array(
        z.strictObject({
          topic: needed(300),
          discussion: line(4000),
          decision: line(4000),
          lead: line(300),
          dueOn: day.nullable(),
        }),
      )
      .min(1)
      .max(40),
    conclusion: line(4000),
  }),
  law: z.strictObject({
    number: needed(100),
    title: needed(1000),
    issuer: needed(300),
    effectiveOn: day,
    /** procedures of the system that it changes */
    affects: needed(2000),
    lead: line(300),
    enteredOn: day.nullable(),
    note: line(2000),
  }),
} as const
export type IsoKind = keyof typeof isoContent
export type IsoContent = { [K in IsoKind]: z.infer<(typeof isoContent)[K]> }

/** What must be filled in before a step, besides the state it begins at. `another`: not by whoever wrote last. */
type Step = Readonly<{ from: string; to: string; needs: readonly string[]; another: boolean }>
const step = (from: string, to: string, needs: readonly string[] = [], another = false): Step => ({
  from,
  to,
  needs,
  another,
})
export const ISO_STEPS = {
  audit: { hold: step('planned', 'held', ['heldOn', 'auditors']), close: step('held', 'closed', [], true) },
  finding: {
    plan: step('open', 'planned', ['cause', 'action', 'lead', 'dueOn']),
    report: step('planned', 'done', ['doneOn', 'proof']),
    accept: step('done', 'verified', [], true),
    return: step('done', 'planned', ['answer'], true),
  },
  review: { sign: step('draft', 'signed', [], true) },
  law: { enter: step('waiting', 'entered', ['enteredOn']) },
} as const satisfies Record<IsoKind, Record<string, Step>>
export const FIRST_STATE = { audit: 'planned', finding: 'open', review: 'draft', law: 'waiting' } as const
/** Nothing changes any more. */
export const LAST_STATES: readonly string[] = ['closed', 'verified', 'signed', 'entered']
export const isoStepOf = (kind: IsoKind, name: string): Step | undefined => {
  const steps: Readonly<Record<string, Step>> = ISO_STEPS[kind]
  return Object.hasOwn(steps, name) ? steps[name] : undefined
}
