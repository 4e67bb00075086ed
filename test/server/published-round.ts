import { randomFrom } from '../../analysis/numeric/random.ts'
import { codeOf } from '../../server/slips/code.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { type Beginning, json, type World, world } from '../world.ts'
import { fieldingRound, step } from './journey.ts'

export const sheetId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Somebody who is mostly content; every sheet another mood. */
export function answersBy(form: string, chance: ReturnType<typeof randomFrom>): Record<string, unknown> {
  const mood = 3 + 2 * chance.uniform()
  const answers: Record<string, unknown> = {}
  for (const question of questionsOf(FORMS[form])) {
    if (question.type === 'scale')
      answers[question.id] = Math.max(1, Math.min(5, Math.round(mood + 1.6 * (chance.uniform() - 0.5))))
    if (question.id === 'T2') answers.T2 = chance.uniform() < 0.5 ? 'male' : 'female'
    if (question.id === 'T4') answers.T4 = chance.uniform() < 0.3 ? 'khmer' : 'kinh'
    if (question.id === 'T8') answers.T8 = 'no'
  }
  return answers
}

type Answered = Readonly<{ id: string; cookie: string; receipts: readonly string[] }>

/** A closed round with answers of all but one corner: of the schools of one level in one area only `few` sheets came back. */
export async function answeredRound(few: number) {
  const beginning: Beginning<Answered> = { name: `answered but for ${few}`, make: (at) => answered(at, few) }
  const at = await world({ beginning })
  const { id, cookie, receipts } = at.begun
  const counted = receipts.filter((one, place) => one && place > 0)
  return { ...at, id, designer: at.again(cookie), receipts, left: receipts[0], counted }
}

async function answered(at: World, few: number): Promise<Answered> {
  const { id, designer } = await fieldingRound(at)
  const units = await at.db.selectFrom('drawUnit').selectAll().where('stage', '=', 2).execute()
  const stratum = new Map(units.map((unit) => [unit.id, unit.stratum]))
  const slips = await at.db.selectFrom('slip').selectAll().where('roundId', '=', id).orderBy('id').execute()
  const corner = [...new Set(stratum.values())].sort()[0]
  const receipts: string[] = []
  let inCorner = 0
  const waiting: Promise<void>[] = []
  for (const [place, slip] of slips.entries()) {
    if (stratum.get(slip.drawUnitId) === corner && inCorner++ >= few) continue
    const chance = randomFrom(`sheet ${place}`)
    // The first sheet judges nothing: it is kept and left out.
    const answers = place === 0 ? {} : answersBy(slip.form, chance)
    const body = {
      id: sheetId(place),
      slip: codeOf(at.deps.keys, slip.id),
      form: `${slip.form}@2021.1`,
      language: 'vi',
      consent: '1',
      answers,
    }
    const send = async () => {
      const reply = await at.app.request('/api/responses', json('POST', body))
      const said = (await reply.json()) as { receipt?: string; code?: string }
      if (reply.status !== 201 || !said.receipt) throw new Error(`${reply.status} ${said.code}`)
      receipts[place] = said.receipt
    }
    waiting.push(send())
  }
  await Promise.all(waiting)
  for (const name of ['close', 'freeze', 'weigh', 'estimate']) await step(designer, id, name)
  return { id, cookie: designer.cookie, receipts }
}

/** As if the report had been made: the round at its state, and a report on its shelf. */
export async function reported({ db }: Pick<Awaited<ReturnType<typeof world>>, 'db'>, id: string): Promise<void> {
  await db
    .insertInto('document')
    .values({
      id: 'report',
      roundId: id,
      kind: 'result',
      version: 1,
      state: 'draft',
      fileName: 'bao-cao.docx',
      mediaType: 'application/octet-stream',
      sources: '{}',
      contentHash: '0'.repeat(64),
      bytes: new Uint8Array([1]),
      createdAt: '2021-12-01T00:00:00.000Z',
    } as never)
    .execute()
  await db.updateTable('round').set({ state: 'reported' }).where('id', '=', id).execute()
}
