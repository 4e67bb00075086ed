import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { codeOf } from '../../server/slips/code.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

type Seen = Readonly<{
  sheets: number
  flags: { school: string; kind: string; n: number; observed: number; expected: number; adjusted: number }[]
  tested: Record<string, number>
}>

test('a school whose sheets all say the same is named with what was seen, and no answer is in the reply', async () => {
  const at = await world({ beginning: FIELDING })
  const { id, designer } = await fieldingRound(at)
  const units = await at.db.selectFrom('drawUnit').selectAll().execute()
  const code = new Map(units.map((unit) => [unit.id, unit.code]))
  const school = new Map(units.map((unit) => [unit.id, code.get(unit.parentId ?? '')]))
  const slips = await at.db.selectFrom('slip').selectAll().where('form', '=', 'ph-th').orderBy('id').execute()
  const watched = school.get(slips[0].drawUnitId) ?? ''
  const looked = async (who = designer) => (await (await who(`/api/rounds/${id}/fieldwork/integrity`)).json()) as Seen
  expect(await looked()).toMatchObject({ sheets: 0, flags: [] })
  await Promise.all(
    slips.map(async (slip, place) => {
      const answers = answersBy(slip.form, randomFrom(`sheet ${place}`))
      const alike = school.get(slip.drawUnitId) === watched
      if (alike) for (const id of Object.keys(answers)) if (/^[A-F]\d/.test(id)) answers[id] = 5
      const body = { id: sheetId(place), form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
      const reply = await at.app.request(
        '/api/responses',
        json('POST', { ...body, slip: codeOf(at.deps.keys, slip.id) }),
      )
      expect(reply.status).toBe(201)
    }),
  )
  // What came today is not looked at while more may come: whoever watches would see what the last sheet said.
  expect(await looked()).toMatchObject({ sheets: 0, tested: { straight_lining: 0 } })
  at.advance(24 * 3_600_000)
  const seen = await looked(await at.as('designer', { email: 'mai@so.vn' }))
  const flags = seen.flags.filter(({ kind }) => kind === 'straight_lining')
  expect(flags).toMatchObject([{ school: watched, observed: 1 }])
  expect(flags[0].adjusted).toBeLessThanOrEqual(0.05)
  expect(flags[0].expected).toBeLessThan(0.2)
  expect(seen.tested.straight_lining).toBe(6)
  expect(JSON.stringify(seen)).not.toMatch(/A1|answers|"class"/)
  // Nothing is left out of anything because of a flag.
  expect(await at.db.selectFrom('response').select('id').execute()).toHaveLength(slips.length)
})
