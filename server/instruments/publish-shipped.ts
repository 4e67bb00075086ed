import { canonicalJson } from '../../surveys/canonical-json.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { instrumentId, instrument as instrumentSchema } from '../../surveys/instrument.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'

/** Puts the instruments and the notice that ship with the program into the database, once each; what is published never changes. */
export async function publishShipped(db: Db, by: Act): Promise<void> {
  const known = new Set((await db.selectFrom('instrument').select('id').execute()).map(({ id }) => id))
  for (const form of Object.values(FORMS)) {
    const id = instrumentId(form)
    if (known.has(id)) continue
    const definition = canonicalJson(instrumentSchema.parse(form))
    const contentHash = sha256(definition)
    await db
      .insertInto('instrument')
      .values({
        id,
        form: form.form,
        version: form.version,
        state: 'published',
        definition,
        contentHash,
        publishedAt: by.now.toISOString(),
      })
      .execute()
    await audit(db, by, 'instruments.publish', id, { contentHash })
  }
  const notices = new Set((await db.selectFrom('notice').select('version').execute()).map(({ version }) => version))
  const version = NOTICES.parent.version
  if (!notices.has(version))
    await db
      .insertInto('notice')
      .values({ version, definition: canonicalJson(NOTICES) })
      .execute()
}
