import { randomFrom } from '../../analysis/numeric/random.ts'
import { groupBy } from '../../surveys/group-by.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import type { Deps } from '../deps.ts'
import { getRound } from '../plan/store.ts'
import { decline } from '../responses/decline.ts'
import { submit } from '../responses/submit.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { codeOf } from '../slips/code.ts'
import type { Progress } from './demo-round.ts'
import { answersOf, type Population } from './population.ts'

type Field = Readonly<{
  deps: Deps
  roundId: string
  population: Population
  instruments: readonly Instrument[]
  respondents: number
  time: { now: number }
  progress: Progress
  /** behind the seed: two rounds of a year are not answered in one order */
  chance: string
}>

const SHEETS_PER_COMMIT = 100
const FIELD_DAYS = 20
const DAY_MS = 86_400_000
/** Of those who do not answer, the share that opens the page and says no. */
const DECLINE_EVERY = 8

/**
 * Every drawn pupil's parent answers as the population says they would, or does not; sheets go in by the same verb as from
 * a phone, in chance order over the days of the field work. Stops at the wanted number, so that slips are left to try.
 */
export async function answerSlips({
  deps,
  roundId,
  population,
  instruments,
  respondents,
  time,
  progress,
  chance: wave,
}: Field): Promise<void> {
  const { seed, year } = population
  const chance = randomFrom(`${seed}/field${year === 0 ? '' : `/${year}`}${wave}`)
  const start = time.now
  const round = await getRound(deps.db, roundId)
  const draw = await findDraw(deps.db, roundId)
  if (!draw) throw new Error('the demonstration has no draw')
  const [classes, pupils] = [await listDrawUnits(deps.db, draw.id, 2), await listDrawUnits(deps.db, draw.id, 3)]
  const classOf = new Map(classes.map((unit) => [unit.id, unit]))
  const slips = await deps.db
    .selectFrom('slip')
    .select(['id', 'drawUnitId', 'form'])
    .where('roundId', '=', roundId)
    .orderBy('id')
    .execute()
  const slipsOf = groupBy(slips, (slip) => slip.drawUnitId)
  const formOf = new Map(instruments.map((form) => [form.form, form]))
  let stored = 0
  let silent = 0
  const asked = chance.shuffle(pupils.filter(({ reserve, parentId }) => reserve === 0 && parentId !== null))
  for (let at = 0; at < asked.length && stored < respondents; ) {
    await deps.db.transaction().execute(async (db) => {
      for (const end = Math.min(asked.length, at + SHEETS_PER_COMMIT); at < end && stored < respondents; at++) {
        const pupil = asked[at]
        const unit = classOf.get(pupil.parentId ?? '')
        const slip = slipsOf.get(pupil.parentId ?? '')?.pop()
        const instrument = slip && formOf.get(slip.form)
        if (!unit || !slip || !instrument) throw new Error(`no slip for ${pupil.code}`)
        const school = unit.code.slice(0, unit.code.length - unit.name.length - 1)
        const answers = answersOf(population, instrument, { school, class: unit.name, number: Number(pupil.name) })
        const now = new Date(start + chance.below(FIELD_DAYS) * DAY_MS)
        const by = { actor: 'anyone', now, random: deps.random, keys: deps.keys }
        if (answers === null) {
          if (silent++ % DECLINE_EVERY === 0) await decline(db, by, slip.form, codeOf(deps.keys, slip.id))
          continue
        }
        await submit(db, by, {
          id: uuid(deps.random(16)),
          slip: codeOf(deps.keys, slip.id),
          form: instrumentId(instrument),
          language: 'vi',
          consent: round.noticeVersion,
          answers,
        })
        stored += 1
      }
    })
    progress('answers', stored, respondents)
  }
  time.now = start + (FIELD_DAYS + 1) * DAY_MS
}

function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex').split('')
  hex[12] = '4'
  hex[16] = '89ab'[Number.parseInt(hex[16], 16) & 3]
  return [8, 4, 4, 4, 12].map((length) => hex.splice(0, length).join('')).join('-')
}
