import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSpecification } from '../../server/command/read-specification.ts'
import { codeOf } from '../../server/slips/code.ts'
import { weightingSpec } from '../../server/weights/specification.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, FRAME, fieldingRound, step } from './journey.ts'

type Chain = {
  steps: { step: string; checks: { sum: number; kishDeff: number }; factorRange: [number, number]; benchmark: number }[]
  specification: { version: number; steps: object[] }
  checks: { sum: number }
  representativity: object
  methodVersion: string
}
const PUPILS = FRAME.reduce((sum, { pupils }) => sum + pupils, 0)
const POST_STRATA = {
  version: 1,
  steps: [
    { step: 'base' },
    { step: 'nonresponse_classes', by: ['level', 'area'] },
    { step: 'post_stratify', by: ['level', 'area'] },
  ],
}
const AREAS = ['Kế Sách', 'Mỹ Tú']

/** A frozen round in which three to five sheets of each class came back; none from an area left out. */
async function frozen(silentArea?: string) {
  const at = await world({ beginning: FIELDING })
  const { id, designer } = await fieldingRound(at)
  const who = await at.as('analyst')
  const slips = await at.db
    .selectFrom('slip')
    .innerJoin('drawUnit', 'drawUnit.id', 'slip.drawUnitId')
    .select(['slip.id', 'slip.form', 'slip.drawUnitId', 'drawUnit.stratum'])
    .where('slip.roundId', '=', id)
    .where('drawUnit.reserve', '=', 0)
    .orderBy('slip.id')
    .execute()
  const taken = new Map<string, number>()
  let number = 0
  for (const slip of slips) {
    const count = taken.get(slip.drawUnitId) ?? 0
    if (count >= 3 + (slip.drawUnitId.charCodeAt(0) % 3)) continue
    if (silentArea && slip.stratum.includes(silentArea)) continue
    taken.set(slip.drawUnitId, count + 1)
    const questions = questionsOf(FORMS[slip.form])
    const answers = Object.fromEntries(
      questions.flatMap((question) => (question.type === 'scale' ? [[question.id, 3 + (number % 3)]] : [])),
    )
    const sheet = {
      id: `20000000-0000-4000-8000-${String(number++).padStart(12, '0')}`,
      slip: codeOf(at.deps.keys, slip.id),
      form: `${slip.form}@2021.1`,
      language: 'vi',
      consent: '1',
      answers,
    }
    expect((await at.app.request('/api/responses', json('POST', sheet))).status).toBe(201)
  }
  await step(designer, id, 'close')
  await step(designer, id, 'freeze')
  const ask = async <T>(path: string, body?: object) => {
    const reply = await who(`/api/rounds/${id}/${path}`, body ? json('POST', body, await etag(who, id)) : {})
    return { status: reply.status, said: (await reply.json()) as T }
  }
  const weighting = async () => (await ask<{ weighting: Chain }>('weights')).said.weighting
  return { ...at, id, who, ask, weighting }
}

test('an analyst sees what can be chosen, tries it without a trace, weighs by it, and the estimates know of it', async () => {
  const { ask, weighting, who, id, db, advance } = await frozen()
  const choices = await ask<{
    presets: { id: string; specification: object }[]
    columns: { name: string; levels: { level: string; pupils: number }[] }[]
  }>('weights/choices')
  expect(choices.said.columns.map(({ name }) => name)).toEqual(['level', 'area', 'khmer'])
  for (const { levels } of choices.said.columns)
    expect(levels.reduce((sum, { pupils }) => sum + pupils, 0)).toBe(PUPILS)

  const tried = await ask<{ trial: Chain }>('weights/try', { specification: POST_STRATA })
  expect(tried.status).toBe(200)
  expect(tried.said.trial.checks.sum).toBeCloseTo(PUPILS, 6)
  for (const preset of choices.said.presets) {
    const { status, said } = await ask<{ trial: Chain }>('weights/try', { specification: preset.specification })
    expect(`${preset.id} ${status}`).toBe(`${preset.id} 200`)
    expect(Math.abs(said.trial.checks.sum / PUPILS - 1)).toBeLessThan(0.15)
  }
  expect(await weighting()).toBeNull()

  await step(who, id, 'weigh')
  expect((await weighting()).methodVersion).toBe('design-nonresponse/1')
  await step(who, id, 'estimate')
  const usual = (await ask<{ estimate: { results: object } }>('estimates')).said.estimate

  advance(60_000)
  await step(who, id, 'weigh', { specification: POST_STRATA })
  const chosen = await weighting()
  expect(chosen).toMatchObject({ methodVersion: 'specified/1', specification: POST_STRATA })
  expect(chosen.steps.map(({ step }) => step)).toEqual(['base', 'nonresponse_classes', 'post_stratify'])
  expect(chosen.steps[2].benchmark).toBeCloseTo(PUPILS, 6)
  expect(chosen.checks.sum).toBeCloseTo(PUPILS, 6)
  await step(who, id, 'estimate')
  const agreed = (await ask<{ estimate: { results: object } }>('estimates')).said.estimate
  expect(agreed.results).not.toEqual(usual.results)
  // Both stay: a weighting is never changed.
  expect(await db.selectFrom('weighting').select('id').execute()).toHaveLength(2)
})

test('a weighting that cannot be is refused with the place, the cell and what to merge; merging helps', async () => {
  const { ask, weighting } = await frozen(AREAS[1])
  type Refused = { code: string; errors: { pointer: string; code: string; detail?: object }[] }
  const refused = await ask<Refused>('weights/try', { specification: POST_STRATA })
  expect(refused.status).toBe(422)
  expect(refused.said).toMatchObject({
    code: 'cannot_compute',
    errors: [{ code: 'cell_empty', detail: { place: 3, step: 'post_stratify', cell: 'mn · Mỹ Tú' } }],
  })
  expect((await ask('weigh', { specification: POST_STRATA })).status).toBe(422)
  expect(await weighting()).toBeNull()
  const merge = [{ column: 'area', from: AREAS[1], into: AREAS[0] }]
  const merged = await ask<{ trial: Chain }>('weights/try', { specification: { ...POST_STRATA, merge } })
  expect(merged.said.trial.checks.sum).toBeCloseTo(PUPILS, 6)
  for (const steps of [[], [{ step: 'guess' }], [{ step: 'rake', margins: [['huyện']] }]])
    expect((await ask('weights/try', { specification: { version: 1, steps } })).status).toBe(400)
})

test('the command reads the steps from a file and says in one line what is wrong with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-spec-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'spec.json')
  await writeFile(file, JSON.stringify(POST_STRATA))
  const read = (path: string) => readSpecification(path, 'weighting', weightingSpec)
  expect(await read(file)).toEqual(POST_STRATA)
  await writeFile(file, JSON.stringify({ version: 1, steps: [{ step: 'trim', upper: -1 }] }))
  await expect(read(file)).rejects.toThrow(/spec\.json is no weighting: \/steps\/0\/upper/)
  await writeFile(file, '{')
  await expect(read(file)).rejects.toThrow(/JSON/)
  await expect(read(join(folder, 'none.json'))).rejects.toThrow(/none\.json/)
})
