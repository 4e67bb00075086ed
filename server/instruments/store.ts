import type { Instrument } from '../../surveys/instrument.ts'
import type { Db } from '../db/open.ts'

const parse = (definition: string): Instrument => JSON.parse(definition) as Instrument

export async function findInstrument(db: Db, id: string): Promise<Instrument | undefined> {
  const row = await db
    .selectFrom('instrument')
    .select('definition')
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst()
  return row && parse(row.definition)
}

/** The newest published version of a form; versions are `year.number`. */
export async function findPublishedForm(db: Db, form: string): Promise<Instrument | undefined> {
  const rows = await db
    .selectFrom('instrument')
    .select('definition')
    .where('form', '=', form)
    .where('state', '=', 'published')
    .execute()
  const order = ({ version }: Instrument) => version.split('.').reduce((sum, part) => sum * 10_000 + Number(part), 0)
  return rows.map(({ definition }) => parse(definition)).sort((a, b) => order(b) - order(a))[0]
}
