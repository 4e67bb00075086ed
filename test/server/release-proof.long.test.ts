import { expect, test } from 'vitest'
import { listOtherYears } from '../../server/evidence/release-store.ts'
import { json } from '../world.ts'
import { step } from './journey.ts'
import { answeredRound, reported } from './published-round.ts'
import { code, openedYears, read } from './year-fixture.ts'

type View = {
  open: string | null
  offered: { roundId: string; contentHash: string; figure: { value: number } | null }[]
  releases: {
    component: string
    contentHash: string
    value: number
    agrees: boolean
    taken: { value: number; low: number; high: number; n: number; verdict: string; target: number }
    corrected: { contentHash: string; figure: { value: number } | null } | null
  }[]
  checklist: { lines: { component: string; state: string }[] }
}
const LINE = 'N09.2'

test('the published satisfaction gives its line the points, with interval, verdict, n and hash; a correction is seen', async () => {
  const at = await answeredRound(1000)
  const years = await openedYears(at, 'so-gddt@2021.1', ['so'])
  const [own, unit] = [years.yearOf('so'), await years.assessorOf('so')]
  const take = (component: string, round: string) =>
    unit(`/api/assessments/${own}/releases`, json('POST', { component, round }))
  const view = () => read<View>(unit(`/api/assessments/${own}/evidence`))
  const self = async () =>
    (await read<{ entries: { componentId: string; fact: unknown }[] }>(unit(`/api/assessments/${own}`))).entries.find(
      (one) => one.componentId === LINE,
    )?.fact

  // Neither frozen alone nor reported is enough.
  expect(await code(take(LINE, at.id))).toBe('release_missing')
  expect((await view()).offered).toEqual([])
  await reported(at, at.id)
  expect(await code(take(LINE, at.id))).toBe('release_missing')
  await step(years.director, at.id, 'publish', { decisionNumber: '3000/QĐ-UBND', decisionDate: '2021-12-20' })

  const published = await at.db.selectFrom('publication').selectAll().executeTakeFirstOrThrow()
  const whole = JSON.parse(published.result).figures.domains.find(
    (one: { level: null; area: null }) => one.level === null && one.area === null,
  )
  const { value, low, high, n } = whole.computed.rate
  expect((await view()).offered).toMatchObject([
    { roundId: at.id, contentHash: published.contentHash, figure: { value } },
  ])
  // It is of 2021: offered to the card of that year alone; to another one its year is named.
  const { otherYears } = await read<{ otherYears: number[] }>(unit(`/api/assessments/${own}/evidence`))
  expect([otherYears, await listOtherYears(at.db, 2022, 'so')]).toEqual([[], [2021]])
  expect(await code(take('N01.1', at.id))).toBe('input_invalid index_other')
  expect(await code(take(LINE, 'none'))).toBe('not_found')

  const taken = await take(LINE, at.id)
  expect(taken.status, await taken.clone().text()).toBe(200)
  const seen = await view()
  expect(seen.releases).toMatchObject([
    { component: LINE, contentHash: published.contentHash, agrees: true, corrected: null },
  ])
  expect(seen.releases[0]?.taken).toMatchObject({ value, low, high, n, target: 0.9, verdict: whole.computed.verdict })
  expect(seen.releases[0]?.value).toBeCloseTo(100 * value, 6)
  expect(await self()).toEqual({ kind: 'number', value: seen.releases[0]?.value })
  expect(seen.checklist.lines.find(({ component }) => component === LINE)?.state).toBe('complete')

  // Typed over: the figure of the line is not the one it carries, and that is said.
  await years.send(unit, own, 'self-scores', { component: LINE, fact: { kind: 'number', value: 99 }, note: 'nhập tay' })
  expect((await view()).releases[0]?.agrees).toBe(false)
  await unit(`/api/assessments/${own}/releases/${LINE}`, { method: 'DELETE' })
  expect([(await view()).releases, await self()]).toEqual([[], null])
  await take(LINE, at.id)

  // The round is published anew: the line keeps what it took, and shows the other.
  const result = JSON.parse(published.result)
  const domain = result.figures.domains.find(
    (one: { level: null; area: null }) => one.level === null && one.area === null,
  )
  domain.computed.rate = { ...domain.computed.rate, value: 0.5 }
  const contentHash = 'c'.repeat(64)
  await at.db
    .insertInto('publication')
    .values({ ...published, id: 'corrected', version: 2, contentHash, result: JSON.stringify(result) })
    .execute()
  expect((await view()).releases[0]).toMatchObject({
    agrees: true,
    taken: { value },
    corrected: { contentHash, figure: { value: 0.5 } },
  })
  await take(LINE, at.id)
  expect((await view()).releases[0]).toMatchObject({ contentHash, value: 50, agrees: true, corrected: null })

  await years.send(unit, own, 'lock')
  expect(await code(take(LINE, at.id))).toBe('year_locked')
  expect(await code(unit(`/api/assessments/${own}/releases/${LINE}`, { method: 'DELETE' }))).toBe('year_locked')
  await expect(at.db.deleteFrom('assessmentRelease').execute()).rejects.toThrow(/closed/)
  const trail = await at.db.selectFrom('auditEntry').select('action').where('object', '=', own).execute()
  expect(trail.filter(({ action }) => /release/.test(action)).map(({ action }) => action)).toEqual([
    'evidence.take_release',
    'evidence.drop_release',
    'evidence.take_release',
    'evidence.take_release',
  ])
})
