import { describe, expect, test } from 'vitest'
import { findDataset } from '../../server/dataset/store.ts'
import { finishDemoRound, makeDemoRound } from '../../server/demo/demo-round.ts'
import { makePopulation } from '../../server/demo/population.ts'
import { makeProvince } from '../../server/demo/province.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { findTrueDomain, type Truth, truth } from '../../server/demo/truth.ts'
import { yearsLater } from '../../server/demo/year-later.ts'
import type { ChangeRow } from '../../server/estimates/extras/extras-result.ts'
import { findEstimate } from '../../server/estimates/store.ts'
import { composeReport } from '../../server/report/make-report.ts'
import { checkFrame } from '../../surveys/frame.ts'
import { world } from '../world.ts'
import { xlsxWorker } from './reading-workers.ts'
import { visible, zipTexts } from './zip-text.ts'

const SEED = 'hai vòng'
const first = makeProvince({ seed: SEED, schools: 110 })

describe('the province a year later', () => {
  test('has the same schools, a little larger or smaller, and is still a frame without faults', () => {
    const later = yearsLater(first, 1)
    expect(checkFrame(later.schools)).toEqual([])
    expect(later.schools.map(({ code }) => code)).toEqual(first.schools.map(({ code }) => code))
    expect(later.schools).not.toEqual(first.schools)
    expect(yearsLater(first, 0).schools).toEqual(first.schools)
  })

  test('is compared with the year before through the schools drawn in both, on the page and in the report', async () => {
    const { deps } = await world({ tableWorker: await xlsxWorker() })
    const time = { now: 0 }
    const timed = { ...deps, clock: () => new Date(time.now) }
    const made = []
    for (const years of [0, 1]) {
      const province = yearsLater(first, years)
      const workbook = await provinceWorkbook(province)
      const demo = {
        deps: timed,
        time,
        seed: SEED,
        respondents: 900,
        years,
        province,
        workbook,
        fileName: 'khung.xlsx',
      }
      const round = await makeDemoRound({ ...demo, progress: () => {} })
      await finishDemoRound(demo, round.roundId)
      made.push(round)
    }
    const { roundId, population } = made[1]
    const dataset = await findDataset(deps.db, roundId)
    const estimate = dataset && (await findEstimate(deps.db, dataset.id))
    const change = estimate?.result.extras?.change
    expect(change?.before.year).toBe(2021)
    const rows = change?.rows ?? []
    const whole = rows.find(({ level, of }) => level === null && of === 'computed')?.change
    expect(whole?.matched).toBeGreaterThan(10)
    expect(whole?.correlation).not.toBe(0)

    // Of the 21 intervals at 95 % only a few may miss the change that really happened.
    const was = truth(makePopulation(first, population.instruments, SEED))
    const is = truth(population)
    const found = rows.flatMap((row) =>
      row.change ? [{ ...row.change, truth: rateOf(is, row) - rateOf(was, row) }] : [],
    )
    expect(found.length).toBeGreaterThan(15)
    const covered = found.filter(({ low, high, truth: true_ }) => low <= true_ && true_ <= high)
    expect(covered.length / found.length).toBeGreaterThan(0.8)

    const { docx } = await composeReport(deps.db, roundId)
    const report = visible((await zipTexts(Buffer.from(docx))).get('word/document.xml') ?? '')
    expect(report).toContain('Thay đổi tỷ lệ hài lòng so với năm 2021')
    expect(report).toContain(`đã tính đến ${whole?.matched} trường có mặt trong cả hai lần`)
  }, 120_000)
})

function rateOf(known: Truth, { level, of }: ChangeRow): number {
  const domain = findTrueDomain(known, level as Parameters<typeof findTrueDomain>[1], null)
  if (!domain) throw new Error(`no truth for ${level}`)
  return of === 'computed' ? domain.computed.rate : of === 'asked' ? domain.asked.rate : domain.blocks[of].rate
}
