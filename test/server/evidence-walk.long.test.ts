import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { json, world } from '../world.ts'
import { code, keepPaper, keptId, openedYears, percent, read } from './year-fixture.ts'

const STEPS = ['lock', 'ask', 'answer', 'settle'] as const
const LEAVES = ['D01.1', 'D02.1', 'D05.1', 'D18.1', 'D20.1'] as const
const ASKED = new Set<string>(['D18.1', 'D05.1'])
type View = { papers: { component: string; evidence: string; stage: string }[] }

test('whatever is tried in whatever order: papers come and go only while they may, and what is locked is as it was', async () => {
  const at = await world({ now: '2021-12-01T02:00:00Z' })
  const { appraiser, yearOf, assessorOf, send } = await openedYears(at, 'don-vi-truc-thuoc@2021.1', ['u1'])
  const [unit, id] = [await assessorOf('u1'), yearOf('u1')]
  const papers = [
    await keptId(keepPaper(unit, 'u1')),
    await keptId(keepPaper(unit, 'u1')),
    await keptId(keepPaper(unit, 'u1')),
  ]
  await send(unit, id, 'self-scores', { component: 'D18.1', fact: percent(9, 10), note: '' })
  const random = randomFrom('papers of a year')
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T
  const kept = new Map<string, string>()
  let state = 0
  const refused = { closed: 0, others: 0 }
  for (let turn = 0; turn < 90; turn++) {
    if (turn % 18 === 17) {
      const step = STEPS[state]
      if (step === 'ask')
        for (const component of ASKED) {
          const asked = { component, fact: null, note: 'Xin bổ sung', asked: true }
          expect((await send(appraiser, id, 'appraisals', asked)).status, component).toBe(200)
        }
      if (step)
        expect((await send(step === 'lock' || step === 'answer' ? unit : appraiser, id, step)).status, step).toBe(200)
      state += 1
      continue
    }
    const [component, evidence] = [pick(LEAVES), pick(papers)]
    const key = `${component} ${evidence}`
    const stage = state === 0 ? 'self' : state === 2 ? 'explanation' : null
    const may = stage === 'self' || (stage === 'explanation' && ASKED.has(component))
    if (random.uniform() < 0.6) {
      const said = await unit(`/api/assessments/${id}/evidence`, json('POST', { component, evidence, line: null }))
      expect(`${turn} ${said.status}`).toBe(`${turn} ${may ? 200 : 409}`)
      if (may && !kept.has(key)) kept.set(key, stage ?? '')
      if (!may) refused.closed += 1
    } else {
      const said = await unit(`/api/assessments/${id}/evidence/${component}/${evidence}`, { method: 'DELETE' })
      const wanted = !kept.has(key) ? 404 : kept.get(key) === stage ? 200 : 409
      expect(`${turn} ${said.status}`).toBe(`${turn} ${wanted}`)
      if (wanted === 200) kept.delete(key)
      else refused.others += 1
    }
    if (turn % 6 === 0) {
      const { papers: seen } = await read<View>(unit(`/api/assessments/${id}/evidence`))
      expect(seen.map((one) => `${one.component} ${one.evidence} ${one.stage}`).sort()).toEqual(
        [...kept].map(([one, when]) => `${one} ${when}`).sort(),
      )
    }
  }
  expect([refused.closed > 5, refused.others > 5, new Set(kept.values()).size]).toEqual([true, true, 2])
  expect(
    await code(
      unit(`/api/evidence/${[...kept.keys()][0]?.split(' ')[1]}/withdraw`, json('POST', {}, { 'if-match': '"1"' })),
    ),
  ).toMatch(/^evidence_in_use( used_component)+$/)
}, 120_000)
