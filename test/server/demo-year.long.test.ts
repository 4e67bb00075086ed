import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { composeDecision } from '../../server/assessment-papers/make-paper.ts'
import { verifyAudit } from '../../server/audit.ts'
import { makeHalfYear, makeYearBefore, makeYearUnderWay } from '../../server/demo/demo-year.ts'
import { makeDesk } from '../../server/demo/desk.ts'
import { GUESTS } from '../../server/demo/guests.ts'
import { makeProvince } from '../../server/demo/province.ts'
import { checkPapers } from '../../server/evidence/check-papers.ts'
import { json, world } from '../world.ts'
import { pageTexts, readsText } from './pdf-text.ts'
import { read } from './reform-fixture.ts'

const province = makeProvince({ seed: 'năm', schools: 360 })
const still = () => {}

async function demonstration() {
  const at = await world({ now: '2020-11-20T02:00:00Z' })
  const desk = makeDesk(at.deps, { now: Date.parse('2020-11-20T02:00:00Z') }, 'năm')
  const soFar = await desk.together((inside) => makeYearBefore(inside, province, 2021, still))
  await desk.together((inside) => makeHalfYear(inside, soFar, 2021))
  await desk.together((inside) => makeYearUnderWay(inside, soFar, 2021, still))
  return at
}

const papersIn = async (dataDir: string) => {
  const folder = join(dataDir, 'evidence')
  const names = (await readdir(folder)).sort()
  return Promise.all(names.map(async (name) => [name, (await readFile(join(folder, name))).toString('base64')]))
}

test('a demonstration has two years of self-assessment, the same for the same seed, made by the steps of people', async () => {
  const at = await demonstration()
  const states = await at.db
    .selectFrom('assessment')
    .innerJoin('criteriaSet', 'criteriaSet.id', 'assessment.criteriaSetId')
    .select(['year', 'unitGroup', 'assessment.state'])
    .execute()
  const units = states.filter(({ unitGroup }) => unitGroup === 'don-vi-truc-thuoc')
  const count = (year: number, state: string) => units.filter((one) => one.year === year && one.state === state).length
  expect(count(2020, 'published')).toBe(units.filter(({ year }) => year === 2020).length)
  for (const state of ['scoring', 'locked', 'explaining', 'explained', 'settled'])
    expect([state, count(2021, state) > 0]).toEqual([state, true])

  // Nobody stood on both sides of anything, and the chain of what was done holds.
  expect(await verifyAudit(at.db)).toMatchObject({ ok: true })
  const wrote = await at.db
    .selectFrom('assessmentEntry')
    .select(['assessmentId', 'stage', 'writtenBy'])
    .distinct()
    .execute()
  const ofUnit = new Set(
    wrote.filter(({ stage }) => stage === 'self').map((one) => `${one.assessmentId} ${one.writtenBy}`),
  )
  const judged = wrote.filter(({ stage }) => stage === 'first' || stage === 'second')
  expect(judged.length).toBeGreaterThan(20)
  expect(judged.filter((one) => ofUnit.has(`${one.assessmentId} ${one.writtenBy}`))).toEqual([])
  expect(await checkPapers(at.db, at.deps.config.dataDir)).toMatchObject({ wrong: [] })

  const designer = await at.as('designer', { email: 'xem@so.vn' })
  const { periods, groups } = await read<{
    groups: { id: string; code: string }[]
    periods: { id: string; groupId: string; code: string; units: { due: string }[] }[]
  }>(designer('/api/periods?year=2021'))
  // The Department's offices report as well, most in time, one not at all (the clock of this world stands before the year), and what the year's reports count is what the Department scores itself by.
  const offices = groups.find(({ code }) => code === 'phong')?.id
  const ofOffices = (code: string) => periods.find((one) => one.groupId === offices && one.code === code)
  expect(['quy-1', '6-thang', 'quy-3', 'nam'].map((code) => ofOffices(code)?.units.map(({ due }) => due))).toEqual([
    ['in_time', 'in_time', 'in_time', 'in_time', 'in_time'],
    ['in_time', 'late', 'in_time', 'in_time', 'in_time'],
    ['in_time', 'late', 'in_time', 'open', 'in_time'],
    ['in_time', 'in_time', 'in_time', 'late', 'in_time'],
  ])
  // What an office has reached by its report of the year is done on the board, with the paper its report names.
  const board = await read<{ tasks: { number: number; standing: string }[] }>(designer('/api/tasks?year=2021'))
  const standing = new Map(board.tasks.map((task) => [task.number, task.standing]))
  expect([1, 15, 19, 24, 40].map((number) => standing.get(number))).toEqual(['done', 'done', 'done', 'done', 'done'])
  type Sum = { numerator: number; denominator: number } | null
  const { tasks } = await read<{ tasks: { number: number; sum: Sum; lines: { figure: Sum }[] }[] }>(
    designer(`/api/reports/of/${ofOffices('nam')?.id}/synthesis`),
  )
  const reported = tasks.flatMap(({ number, sum, lines }) => {
    const figure = sum ?? lines[0]?.figure
    return figure && figure.denominator !== null ? [[`N${String(number).padStart(2, '0')}.`, figure] as const] : []
  })
  const scored = await at.db
    .selectFrom('assessmentEntry')
    .innerJoin('assessment', 'assessment.id', 'assessmentEntry.assessmentId')
    .innerJoin('unit', 'unit.id', 'assessment.unitId')
    .select(['componentId', 'fact'])
    .where('unit.code', '=', 'S-ST')
    .execute()
  const facts = scored.map((one) => [one.componentId, JSON.parse(one.fact ?? 'null')] as const)
  const agreeing = reported.filter(([task, { numerator, denominator }]) =>
    facts.some(
      ([id, fact]) => id.startsWith(task) && fact?.numerator === numerator && fact.denominator === denominator,
    ),
  )
  expect(agreeing.map(([task]) => task)).toEqual(
    expect.arrayContaining(['N04.', 'N10.', 'N15.', 'N16.', 'N18.', 'N19.']),
  )
  const half = periods.filter(({ code }) => code === '6-thang').flatMap((period) => period.units.map(({ due }) => due))
  expect([half.includes('late'), half.includes('in_time')]).toEqual([true, true])
  const whole = periods.filter(({ code }) => code === 'nam').flatMap((period) => period.units.map(({ due }) => due))
  const late = whole.filter((due) => due === 'late').length
  expect(late).toBeLessThan(whole.filter((due) => due === 'in_time').length)
  // The school a guest may be was never inspected and is drawn for certain; it finds its minutes and a finding to answer.
  const guest = await at.deps.read
    .selectFrom('account')
    .innerJoin('accountRole', 'accountRole.accountId', 'account.id')
    .select('accountRole.unitId')
    .where('email', '=', GUESTS.unit)
    .executeTakeFirstOrThrow()
  const unitId = guest.unitId ?? ''
  const school = await at.as('assessor', { unitId, email: 'truong@so.vn' })
  type Visit = { unit: { id: string }; probability: number; visitedOn: string | null; findings: { state: string }[] }
  const { draws } = await read<{ draws: { sampled: number; visits: Visit[] }[] }>(school('/api/inspections?year=2021'))
  expect(draws[0]?.visits.map((one) => [one.unit.id, one.probability, one.findings.map(({ state }) => state)])).toEqual(
    [[unitId, 1, ['verified', 'open']]],
  )
  const all = await read<{ draws: { visits: Visit[] }[] }>(designer('/api/inspections?year=2021'))
  const chances = all.draws[0]?.visits.map(({ probability }) => probability) ?? []
  expect([chances.includes(1), chances.some((one) => one < 1)]).toEqual([true, true])
  const found = await read<{ evidence: { place: { page: number } | null }[] }>(
    designer('/api/evidence?q=phan%20cong%20nguoi%20dung%20dau'),
  )
  expect(found.evidence.length).toBeGreaterThan(0)
  expect(found.evidence[0]?.place?.page).toBe(1)

  const again = await demonstration()
  const steps = (db: typeof at.db) =>
    db
      .selectFrom('assessmentEntry')
      .selectAll()
      .orderBy('assessmentId')
      .orderBy('componentId')
      .orderBy('stage')
      .execute()
  expect(await steps(again.db)).toEqual(await steps(at.db))
  expect(await papersIn(again.deps.config.dataDir)).toEqual(await papersIn(at.deps.config.dataDir))
  await printed(again)
}, 240_000)

/** What is printed of a year says on every page that it is simulated; a real server does not say so. */
async function printed(at: Awaited<ReturnType<typeof world>>) {
  const keys = { ...at.deps.keys, demonstration: true }
  const director = await at.as('director')
  const shown = makeApp({ ...at.deps, keys })
  const call = (path: string, init: RequestInit = {}) =>
    shown.request(path, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), cookie: director.cookie },
    })
  expect(await read(call('/api/session'))).toMatchObject({ synthetic: true })
  expect(await read(director('/api/session'))).toMatchObject({ synthetic: false })
  const { assessments } = await read<{ assessments: { id: string; year: number; criteriaSetId: string }[] }>(
    director('/api/assessments'),
  )
  const one = assessments.find(({ year }) => year === 2020)
  const pages = async (ask: typeof call, path: string, body: object) => {
    const { papers } = await read<{ papers: { id: string; version: number }[] }>(ask(path, json('POST', body)))
    const newest = papers.toSorted((a, b) => b.version - a.version)[0]
    const file = await ask(`${path}/${newest?.id}/file?format=pdf`)
    return pageTexts(Buffer.from(await file.arrayBuffer()))
  }
  const MARK = /MÔ PHỎNG - KHÔNG PHẢI KẾT QUẢ ĐÁNH GIÁ THẬT/
  const sheet = [`/api/assessments/${one?.id}/papers`, { kind: 'score_sheet' }] as const
  if (!readsText) return
  const marked = async (texts: Promise<string[]>) => [...new Set((await texts).map((text) => MARK.test(text)))]
  expect(await marked(pages(call, ...sheet))).toEqual([true])
  expect(await marked(pages(director as typeof call, ...sheet))).toEqual([false])
  expect(await marked(pages(call, `/api/criteria/${one?.criteriaSetId}/papers`, {}))).toEqual([true])

  // So do the papers of reporting periods, inspection and the quality system, which are made when somebody asks.
  const { periods } = await read<{ periods: { id: string; code: string; units: { reportId: string | null }[] }[] }>(
    director('/api/periods?year=2021'),
  )
  const half = periods.find(({ code, units }) => code === '6-thang' && units.some(({ reportId }) => reportId))
  const report = half?.units.find(({ reportId }) => reportId)?.reportId
  const { draws } = await read<{ draws: { id: string }[] }>(director('/api/inspections?year=2021'))
  const { records } = await read<{ records: { id: string; kind: string }[] }>(director('/api/iso?year=2021'))
  const review = records.find(({ kind }) => kind === 'review')
  const said = async (ask: typeof call, path: string) => {
    const texts = await pageTexts(Buffer.from(await (await ask(path)).arrayBuffer()))
    return [...new Set(texts.map((text) => /VĂN BẢN MÔ PHỎNG - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ/.test(text)))]
  }
  for (const path of [
    `/api/reports/${report}/file.pdf`,
    `/api/reports/of/${half?.id}/synthesis.pdf`,
    `/api/inspections/draws/${draws[0]?.id}/minutes.pdf`,
    `/api/iso/${review?.id}/minutes?format=pdf`,
    '/api/instruments/ph-th@2021.1/logic.pdf',
    '/api/instruments/ph-th@2021.1/paper.pdf?language=vi',
  ])
    expect([path, await said(call, path), await said(director as typeof call, path)]).toEqual([path, [true], [false]])

  // Taken years later, the papers of a demonstration still come from the office of its own year; real ones from the one that follows it.
  const later = { read: at.deps.read, clock: () => new Date('2026-11-26T02:00:00Z') }
  const issued = async (demonstration: boolean) => {
    const made = await composeDecision({ ...later, keys: { ...keys, demonstration } }, one?.criteriaSetId ?? '')
    return (await pageTexts(Buffer.from(made.pdf)))[0]
  }
  expect(await issued(true)).toMatch(/UBND TỈNH SÓC TRĂNG[\s\S]*Sóc Trăng, ngày/)
  expect(await issued(false)).toMatch(/THÀNH PHỐ CẦN THƠ[\s\S]*Cần Thơ, ngày/)
}
