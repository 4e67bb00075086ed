import { randomUUID } from 'node:crypto'
import { consentFor } from '../../surveys/forms/notice.ts'
import { instrumentId } from '../../surveys/instrument.ts'
import { instrumentsOf } from '../dataset/build.ts'
import type { Db } from '../db/open.ts'
import { firstDay, openDemoRound } from '../demo/demo-round.ts'
import { hiddenAnswersOf, makePopulation } from '../demo/population.ts'
import { makeProvince } from '../demo/province.ts'
import { provinceWorkbook } from '../demo/province-workbook.ts'
import type { Deps } from '../deps.ts'
import { getRound } from '../plan/store.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { codeOf } from '../slips/code.ts'

/** Small schools and classes hold fewer pupils than a plan for so many sheets asks of them. */
const SLIPS_PER_SHEET = 1.5

/** A round of the synthetic province in the field, and the sheets that have still to come: JSON as a phone sends it. */
export async function makeIngestField(opened: Deps, wanted: number, seed: string): Promise<string[]> {
  const time = { now: firstDay(0) }
  const deps = { ...opened, clock: () => new Date(time.now) }
  const province = makeProvince({ seed })
  const workbook = await provinceWorkbook(province)
  const demo = {
    deps,
    time,
    seed,
    respondents: Math.ceil(wanted * SLIPS_PER_SHEET),
    years: 0,
    province,
    workbook,
    fileName: 'khung-mau.xlsx',
  }
  const roundId = await openDemoRound(demo)
  const round = await getRound(deps.read, roundId)
  const forms = new Map((await instrumentsOf(deps.read, round)).map((form) => [form.form, form]))
  const population = makePopulation(province, [...forms.values()], seed, 0)
  const classes = await listDrawUnits(deps.read, (await findDraw(deps.read, roundId))?.id ?? '', 2)
  const classOf = new Map(classes.map((unit) => [unit.id, unit]))
  const slips = await deps.read
    .selectFrom('slip')
    .select(['id', 'drawUnitId', 'form'])
    .where('roundId', '=', roundId)
    .orderBy('id')
    .limit(wanted)
    .execute()
  const numberIn = new Map<string, number>()
  return slips.map((slip) => {
    const unit = classOf.get(slip.drawUnitId)
    const form = forms.get(slip.form)
    if (!unit || !form) throw new Error(`the slip ${slip.id} belongs to no drawn class or form`)
    const number = (numberIn.get(unit.id) ?? 0) + 1
    numberIn.set(unit.id, number)
    const school = unit.code.slice(0, unit.code.length - unit.name.length - 1)
    const answers = hiddenAnswersOf(population, form, { school, class: unit.name, number })
    const meta = { id: randomUUID(), slip: codeOf(deps.keys, slip.id), form: instrumentId(form) }
    return JSON.stringify({ ...meta, language: 'vi', consent: consentFor(form, round.noticeVersion), answers })
  })
}

/** What the database holds of it afterwards; as many of both as were acknowledged, or sheets were lost or stored twice. */
export async function countStored(read: Db): Promise<Readonly<{ stored: number; slipsUsed: number }>> {
  const { stored } = await read
    .selectFrom('response')
    .select(({ fn }) => fn.countAll<number>().as('stored'))
    .executeTakeFirstOrThrow()
  const { slipsUsed } = await read
    .selectFrom('slip')
    .select(({ fn }) => fn.countAll<number>().as('slipsUsed'))
    .where('state', '=', 'used')
    .executeTakeFirstOrThrow()
  return { stored: Number(stored), slipsUsed: Number(slipsUsed) }
}
