import { sha256 } from '../../server/keys.ts'
import { canonicalJson } from '../../surveys/canonical-json.ts'
import { type Instrument, instrumentId, instrument as instrumentSchema } from '../../surveys/instrument.ts'
import { processorTime } from '../processor-time.ts'
import { everyType } from '../surveys/every-type.ts'
import { world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { fieldingRound } from './journey.ts'

export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const FORM = instrumentId(everyType)

/** Every type of question, one more matrix, and a question that must be answered by whoever comes by boat. */
export const form: Instrument = {
  ...everyType,
  blocks: everyType.blocks.map((block) =>
    block.id !== 'Z'
      ? block
      : {
          ...block,
          items: [
            ...block.items,
            {
              id: 'V1',
              type: 'scale',
              text: { vi: 'Đò có an toàn không?', en: 'Is the boat safe?' },
              required: true,
              notApplicable: false,
              relevant: `\${C1} = 'boat'`,
            },
          ],
        },
  ),
}

/** One round in the field that asks the form, its slips, and what is stored, seen as a whole. */
export async function sheetField() {
  const at = await world({ clientDir: await builtFolder() })
  const definition = canonicalJson(instrumentSchema.parse(form))
  const version = { id: FORM, form: form.form, version: form.version, state: 'published' as const, definition }
  await at.db
    .insertInto('instrument')
    .values({ ...version, contentHash: sha256(definition), publishedAt: at.time.now.toISOString() })
    .execute()
  const round = await fieldingRound(at)
  const slips = round.codes('ph-th')
  const sheet = (more: object = {}) => ({
    ...{ id: uuid(7), slip: slips[0], form: FORM, language: 'vi', consent: '1', answers: { S1: 4 } },
    ...more,
  })
  const post = async (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const ms = processorTime()
    const reply = await at.app.request('/api/responses', { method: 'POST', headers, body })
    const text = await reply.text()
    const said = (text ? JSON.parse(text) : {}) as Said
    return { status: reply.status, text, said, ms: ms() }
  }
  const send = (more: object) => post(JSON.stringify(sheet(more)))
  const stored = async (id: string) => {
    const row = await at.db.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { ...row, answers: JSON.parse(row.answers) as Record<string, unknown> }
  }
  /** Everything a sheet could leave behind. */
  const whole = async () =>
    JSON.stringify([
      await at.db.selectFrom('response').selectAll().orderBy('id').execute(),
      await at.db.selectFrom('openResponse').selectAll().execute(),
      await at.db.selectFrom('slip').select(['id', 'state']).orderBy('id').execute(),
      await at.db.selectFrom('progress').selectAll().execute(),
      await at.db.selectFrom('round').select(['id', 'state', 'version']).execute(),
    ])
  return { ...at, ...round, slips, sheet, post, send, stored, whole }
}
export type Said = { code?: string; receipt?: string; detail?: object; errors?: { pointer: string; code: string }[] }
