import { type Act, dayOf, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { seal, unseal } from '../seal.ts'
import { legalDays, mayBeExtended, type RequestKind } from './legal-days.ts'
import { findRequest, insertRequest, listRequests, type StoredRequest, updateRequest } from './store.ts'

export type NewRequest = Readonly<{
  kind: RequestKind
  receivedOn: string
  processors: boolean
  who: string
  contact: string
  text: string
}>

/** Puts a request into the register; who it was stands sealed under a key that is not in the database. */
export async function registerRequest(db: Db, by: Act, request: NewRequest): Promise<string> {
  const { kind, receivedOn, processors, ...person } = request
  if (receivedOn > dayOf(by.now))
    throw new Problem('input_invalid', { errors: [{ pointer: '/receivedOn', code: 'day_in_future' }] })
  const id = newId(by)
  await insertRequest(db, {
    ...{ id, kind, receivedOn, processors: Number(processors), version: 1, createdBy: by.actor },
    sealed: seal(by.random, by.keys.register, `subjectRequest/${id}`, JSON.stringify(person)),
    ...{ acknowledgedOn: null, extendedOn: null, doneOn: null, outcome: null },
  })
  await audit(db, by, 'privacy.register', id, { kind, receivedOn })
  return id
}

export type RequestStep = Readonly<{
  step: 'acknowledge' | 'extend' | 'finish'
  outcome?: 'done' | 'impossible' | 'refused'
}>

/** Each step once, in their order; an extension only where the law has one. */
export async function stepRequest(db: Db, by: Act, id: string, version: number, { step, outcome }: RequestStep) {
  const found = await findRequest(db, id)
  if (!found) throw new Problem('not_found')
  const today = dayOf(by.now)
  const taken = { acknowledge: found.acknowledgedOn, extend: found.extendedOn, finish: found.doneOn }[step]
  const fits = step !== 'extend' || mayBeExtended(found.kind as RequestKind)
  if (taken !== null || found.doneOn !== null || !fits || (step === 'finish') !== (outcome !== undefined))
    throw new Problem('step_not_possible', { detail: { step } })
  const change = {
    acknowledge: { acknowledgedOn: today },
    extend: { extendedOn: today },
    finish: { doneOn: today, outcome: outcome ?? null, acknowledgedOn: found.acknowledgedOn ?? today },
  }[step]
  if (!(await updateRequest(db, id, version, change))) throw new Problem('stale')
  await audit(db, by, `privacy.${step}`, id, outcome ? { outcome } : {})
}

/** The register with its days, what is late first said. */
export async function viewRequests(db: Db, register: Uint8Array, now: Date) {
  const today = dayOf(now)
  return (await listRequests(db)).map((row) => {
    const days = legalDays(shapeOf(row))
    return {
      ...{ id: row.id, kind: row.kind as RequestKind, receivedOn: row.receivedOn, version: row.version },
      ...{
        processors: row.processors === 1,
        outcome: row.outcome,
        mayBeExtended: mayBeExtended(row.kind as RequestKind),
      },
      ...{ acknowledgedOn: row.acknowledgedOn, extendedOn: row.extendedOn, doneOn: row.doneOn },
      ...(JSON.parse(unseal(register, `subjectRequest/${row.id}`, row.sealed)) as Omit<NewRequest, 'kind'>),
      ...days,
      late: row.doneOn === null && (today > days.doneBy || (row.acknowledgedOn === null && today > days.acknowledgeBy)),
    }
  })
}

const shapeOf = (row: StoredRequest) => ({
  kind: row.kind as RequestKind,
  receivedOn: row.receivedOn,
  processors: row.processors === 1,
  extended: row.extendedOn !== null,
})
