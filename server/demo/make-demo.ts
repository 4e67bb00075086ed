import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { engineOf } from '../db/engine.ts'
import { writeDemonstrationKey } from '../keys.ts'
import { makeDeps } from '../make-deps.ts'
import { finishDemoRound, firstDay, makeDemoRound, type Progress, yearOf } from './demo-round.ts'
import { firstDayBefore, makeHalfYear, makeYearBefore, makeYearUnderWay } from './demo-year.ts'
import { makeDesk } from './desk.ts'
import type { Population } from './population.ts'
import { makeProvince } from './province.ts'
import { provinceWorkbook } from './province-workbook.ts'
import { seededBytes } from './seeded-chance.ts'
import { publishSpringRound } from './spring-round.ts'
import { yearsLater } from './year-later.ts'

export type DemoOptions = Readonly<{
  seed: string
  schools: number | undefined
  respondents: number
  /** One a year; all but the last are carried to their figures. */
  rounds?: number
}>

/**
 * A synthetic province, a sampled round in the field and the answers of about `respondents` parents, a small round of the same year
 * that is published, and around them two years of self-assessment, by the verbs a person's clicks reach. Clock, chance and key follow from the seed, so the same seed makes the
 * same bytes.
 */
export async function makeDemo(
  config: Config,
  options: DemoOptions,
  progress: Progress,
): Promise<{ deps: Awaited<ReturnType<typeof makeDeps>>; roundId: string; population: Population }> {
  const { seed, respondents, rounds = 1 } = options
  const year = yearOf(rounds - 1)
  const time = { now: rounds === 1 ? Date.parse(`${firstDayBefore(year)}T02:00:00Z`) : firstDay(0) }
  await writeDemonstrationKey(config.dataDir, seed)
  const deps = await makeDeps(config, { clock: () => new Date(time.now), random: seededBytes(seed) })
  const first = makeProvince({ seed, ...(options.schools === undefined ? {} : { schools: options.schools }) })
  await mkdir(join(config.dataDir, 'demo'), { recursive: true })
  for (let years = 0; ; years++) {
    const province = yearsLater(first, years)
    const workbook = await provinceWorkbook(province)
    const fileName = years === 0 ? 'khung-mau-mo-phong.xlsx' : `khung-mau-mo-phong-${years + 1}.xlsx`
    await writeFile(join(config.dataDir, 'demo', fileName), workbook)
    progress('frame', 0, 1)
    const demo = { deps, time, seed, respondents, years, province, workbook, fileName, progress }
    if (years + 1 < rounds) {
      await finishDemoRound(demo, (await makeDemoRound(demo)).roundId)
      continue
    }
    const desk = makeDesk(deps, time, seed)
    const soFar = await desk.together((inside) => makeYearBefore(inside, province, year, progress))
    const published = await publishSpringRound(demo)
    await desk.together((inside) => makeHalfYear(inside, soFar, year))
    const { roundId, population } = await makeDemoRound(demo)
    await desk.together((inside) => makeYearUnderWay(inside, soFar, year, progress, published))
    // The migrator writes the wall clock into its own table; everything else follows from the seed.
    await sql`update kysely_migration set timestamp = ${new Date(firstDay(0)).toISOString()}`.execute(deps.db)
    if (engineOf(deps.db) === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(deps.db)
    return { deps, roundId, population }
  }
}
