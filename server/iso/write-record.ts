import { z } from 'zod'
import { FIRST_STATE, type IsoKind, isoContent, isoStepOf, LAST_STATES } from '../../surveys/iso/iso-records.ts'
import { statementFaults } from '../../surveys/iso/statement-faults.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { getIsoRecord, type IsoRecord, insertIsoRecord, listFindings, updateIsoRecord } from './store.ts'
import { viewRecord } from './view.ts'

const of = <K extends IsoKind>(kind: K) => z.strictObject({ kind: z.literal(kind), content: isoContent[kind] })
const year = z.int().min(2000).max(2100)
export const newRecord = z.discriminatedUnion('kind', [
  of('audit').extend({ year }),
  of('review').extend({ year }),
  of('law').extend({ year }),
  of('finding').extend({ auditId: z.string().min(1).max(64) }),
])
export const savedRecord = z.discriminatedUnion('kind', [of('audit'), of('review'), of('law'), of('finding')])
export const takenStep = z.strictObject({ step: z.string().max(20), answer: z.string().trim().max(2000).optional() })

export async function createRecord(db: Db, by: Act, input: z.infer<typeof newRecord>): Promise<string> {
  refuseQuestions(input.kind, input.content)
  const id = newId(by)
  const parent = input.kind === 'finding' ? await getIsoRecord(db, input.auditId) : null
  if (parent && (parent.kind !== 'audit' || parent.state !== 'held'))
    throw new Problem('step_not_possible', { detail: { state: parent.state, step: 'finding' } })
  const at = by.now.toISOString()
  await insertIsoRecord(db, {
    ...{ id, kind: input.kind, parentId: parent?.id ?? null, state: FIRST_STATE[input.kind], lockVersion: 1 },
    year: input.kind === 'finding' ? (parent?.year ?? 0) : input.year,
    content: JSON.stringify(input.content),
    ...{ createdBy: by.actor, createdAt: at, changedBy: by.actor, changedAt: at, decidedBy: null, decidedAt: null },
  })
  await audit(db, by, `iso.${input.kind}`, id)
  return id
}

/** The record as it was when it was read; else a refusal that carries it as it is now. */
async function readCurrent(db: Db, by: Act, id: string, lockVersion: number): Promise<IsoRecord> {
  const row = await getIsoRecord(db, id)
  if (row.lockVersion !== lockVersion)
    throw new Problem('stale', { detail: { version: row.lockVersion }, current: viewRecord(row, by.now) })
  return row
}

export async function saveRecord(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  input: z.infer<typeof savedRecord>,
): Promise<void> {
  const row = await readCurrent(db, by, id, lockVersion)
  if (row.kind !== input.kind) throw new Problem('input_invalid', { errors: [{ pointer: '/kind', code: 'shape' }] })
  // What is done waits for somebody else's word, and does not change under his eyes.
  if (LAST_STATES.includes(row.state) || (row.kind === 'finding' && row.state === 'done'))
    throw new Problem('step_not_possible', { detail: { state: row.state, step: 'edit' } })
  refuseQuestions(input.kind, input.content)
  const missing = lackingBehind(row.kind, row.state, input.content)
  if (missing.length > 0) throw lacking(missing)
  await updateIsoRecord(db, row, {
    content: JSON.stringify(input.content),
    changedBy: by.actor,
    changedAt: by.now.toISOString(),
  })
  await audit(db, by, 'iso.edit', id)
}

/** What fails is stated, not asked; a question left as it is would become the finding. */
function refuseQuestions(kind: IsoKind, content: Parameters<typeof statementFaults>[1]): void {
  const faults = statementFaults(kind, content)
  if (faults.length > 0)
    throw new Problem('input_invalid', { errors: faults.map(({ path, code }) => ({ pointer: path, code })) })
}

const isBlank = (value: unknown): boolean => value === null || value === '' || value === undefined
const lacking = (fields: readonly string[]) =>
  new Problem('input_invalid', { errors: fields.map((field) => ({ pointer: `/content/${field}`, code: 'needed' })) })

/** What a step already taken asked for may not be emptied afterwards. */
function lackingBehind(kind: IsoKind, state: string, content: Readonly<Record<string, unknown>>): string[] {
  const taken = kind === 'finding' && state === 'planned' ? 'plan' : kind === 'audit' && state === 'held' ? 'hold' : ''
  return (isoStepOf(kind, taken)?.needs ?? []).filter((field) => isBlank(content[field]))
}

/** One step of a record. What ends it is done by somebody else than who wrote it last; an audit ends after its findings. */
export async function takeIsoStep(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { step, answer }: z.infer<typeof takenStep>,
): Promise<void> {
  const row = await readCurrent(db, by, id, lockVersion)
  const wanted = isoStepOf(row.kind, step)
  if (!wanted || wanted.from !== row.state)
    throw new Problem('step_not_possible', { detail: { state: row.state, step } })
  if (wanted.another && row.changedBy === by.actor) throw new Problem('four_eyes')
  const content: Readonly<Record<string, unknown>> =
    answer === undefined || row.kind !== 'finding' ? row.content : { ...row.content, answer }
  const missing = wanted.needs.filter((field) => isBlank(content[field]))
  if (missing.length > 0) throw lacking(missing)
  if (row.kind === 'audit' && step === 'close') {
    const open = (await listFindings(db, id)).filter(({ state }) => state !== 'verified').length
    if (open > 0)
      throw new Problem('input_invalid', { errors: [{ pointer: '', code: 'findings_open', detail: { open } }] })
    if (row.content.items.some((item) => item.answer === 'not_looked'))
      throw new Problem('input_invalid', { errors: [{ pointer: '/content/items', code: 'items_open' }] })
  }
  await updateIsoRecord(db, row, {
    state: wanted.to,
    content: JSON.stringify(content),
    ...(wanted.another ? { decidedBy: by.actor, decidedAt: by.now.toISOString() } : {}),
  })
  await audit(db, by, `iso.${step}`, id)
}
