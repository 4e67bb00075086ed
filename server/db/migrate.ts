import { type Migration, Migrator, sql } from 'kysely'
import { ConfigError } from '../config.ts'
import { type Engine, engineOf } from './engine.ts'
import { first } from './migrations/2026-11-23-first.ts'
import { intake } from './migrations/2026-11-24-intake.ts'
import { instrumentDraft } from './migrations/2026-11-25-instrument-draft.ts'
import { publication } from './migrations/2026-11-25-publication.ts'
import { workPlan } from './migrations/2026-11-25-work-plan.ts'
import { declinedSlip } from './migrations/2026-11-26-declined-slip.ts'
import { installation } from './migrations/2026-11-26-installation.ts'
import { kiosk } from './migrations/2026-11-26-kiosk.ts'
import { media } from './migrations/2026-11-26-media.ts'
import { namedColumn } from './migrations/2026-11-26-named-column.ts'
import { officialDocument } from './migrations/2026-11-26-official-document.ts'
import { openLink } from './migrations/2026-11-26-open-link.ts'
import { packetSum } from './migrations/2026-11-26-packet-sum.ts'
import { paperEntry } from './migrations/2026-11-26-paper-entry.ts'
import { pressureReport } from './migrations/2026-11-26-pressure-report.ts'
import { recontact } from './migrations/2026-11-26-recontact.ts'
import { retention } from './migrations/2026-11-26-retention.ts'
import { roundModes } from './migrations/2026-11-26-round-modes.ts'
import { samplingDesign } from './migrations/2026-11-26-sampling-design.ts'
import { slipMode } from './migrations/2026-11-26-slip-mode.ts'
import { slipReserve } from './migrations/2026-11-26-slip-reserve.ts'
import { unfinished } from './migrations/2026-11-26-unfinished.ts'
import { units } from './migrations/2026-11-26-units.ts'
import { accountRole } from './migrations/2026-11-26-y-account-role.ts'
import { auditOrder } from './migrations/2026-11-26-z-audit-order.ts'
import { criteriaSet } from './migrations/2026-11-26-za-criteria-set.ts'
import { forgetOrder } from './migrations/2026-11-26-za-forget-order.ts'
import { ownership } from './migrations/2026-11-26-zb-ownership.ts'
import { assessment } from './migrations/2026-11-26-zc-assessment.ts'
import { evidence } from './migrations/2026-11-26-zc-evidence.ts'
import { remedy } from './migrations/2026-11-26-ze-remedy.ts'
import { leafEvidence } from './migrations/2026-11-26-zf-leaf-evidence.ts'
import { assessmentDocument } from './migrations/2026-11-26-zfa-assessment-document.ts'
import { reformYear } from './migrations/2026-11-26-zg-reform-year.ts'
import { reminder } from './migrations/2026-11-26-zg-reminder.ts'
import { unitInspection } from './migrations/2026-11-26-zg-unit-inspection.ts'
import { raters } from './migrations/2026-11-26-zh-raters.ts'
import { iso } from './migrations/2026-11-26-zha-iso.ts'
import { raterForm } from './migrations/2026-11-26-zl-rater-form.ts'
import { evidenceWords } from './migrations/2026-11-26-zmc-evidence-words.ts'
import { rowHash } from './migrations/2026-11-26-zmd-row-hash.ts'
import { answerStatistics } from './migrations/2026-11-26-zno-answer-statistics.ts'
import { kioskDecline } from './migrations/2026-11-26-znp-kiosk-decline.ts'
import { contactOrder } from './migrations/2026-11-27-a-contact-order.ts'
import type { Db } from './open.ts'
import { LOCK_WRITER } from './postgres-dialect.ts'
import { isAlreadyBack } from './sqlite-dialect.ts'

/** In order, by date; forward only. A migration never imports the program's own code: it is frozen when it has run. */
const migrations = (engine: Engine) => ({
  '2026-11-23-first': first(engine),
  '2026-11-24-intake': intake(engine),
  '2026-11-25-instrument-draft': instrumentDraft(engine),
  '2026-11-25-publication': publication(engine),
  '2026-11-25-work-plan': workPlan(engine),
  '2026-11-26-declined-slip': declinedSlip,
  '2026-11-26-installation': installation(engine),
  '2026-11-26-media': media(engine),
  '2026-11-26-named-column': namedColumn(engine),
  '2026-11-26-kiosk': kiosk(engine),
  '2026-11-26-official-document': officialDocument(engine),
  '2026-11-26-open-link': openLink(engine),
  '2026-11-26-packet-sum': packetSum(engine),
  '2026-11-26-paper-entry': paperEntry(engine),
  '2026-11-26-pressure-report': pressureReport(engine),
  '2026-11-26-sampling-design': samplingDesign(engine),
  '2026-11-26-units': units(engine),
  '2026-11-26-unfinished': unfinished(engine),
  '2026-11-26-slip-mode': slipMode(),
  '2026-11-26-recontact': recontact(engine),
  '2026-11-26-round-modes': roundModes,
  '2026-11-26-slip-reserve': slipReserve(engine),
  '2026-11-26-retention': retention(engine),
  '2026-11-26-y-account-role': accountRole(engine),
  '2026-11-26-z-audit-order': auditOrder(engine),
  '2026-11-26-za-criteria-set': criteriaSet(engine),
  '2026-11-26-za-forget-order': forgetOrder(engine),
  '2026-11-26-zb-ownership': ownership,
  '2026-11-26-zc-assessment': assessment(engine),
  '2026-11-26-zc-evidence': evidence(engine),
  '2026-11-26-ze-remedy': remedy(engine),
  '2026-11-26-zf-leaf-evidence': leafEvidence(engine),
  '2026-11-26-zfa-assessment-document': assessmentDocument(engine),
  '2026-11-26-zg-reform-year': reformYear(engine),
  '2026-11-26-zg-reminder': reminder(engine),
  '2026-11-26-zg-unit-inspection': unitInspection(engine),
  '2026-11-26-zh-raters': raters(engine),
  '2026-11-26-zha-iso': iso(engine),
  '2026-11-26-zl-rater-form': raterForm(engine),
  '2026-11-26-zmc-evidence-words': evidenceWords(engine),
  '2026-11-26-zmd-row-hash': rowHash(engine),
  '2026-11-26-zno-answer-statistics': answerStatistics(engine),
  '2026-11-26-znp-kiosk-decline': kioskDecline(engine),
  '2026-11-27-a-contact-order': contactOrder(engine),
})

/**
 * Brings the database to this program's schema, all of it or nothing, with nobody else writing: of two programs that start
 * together the second waits and finds it done. Refuses a schema that a later program has already changed. `only` names those of
 * an earlier program, whose rows are to be brought back as they were.
 */
export async function migrate(db: Db, only?: readonly string[]): Promise<void> {
  const engine = engineOf(db)
  const known = knownOf(engine, only)
  try {
    await db.connection().execute((one) =>
      alone(one, engine, async () => {
        // Those of one day do not depend on each other, and a later one may have run already.
        const migrator = new Migrator({
          db: one,
          provider: { getMigrations: async () => known },
          allowUnorderedMigrations: true,
          disableTransactions: true,
        })
        const { error } = await migrator.migrateToLatest()
        if (error) throw error
      }),
    )
  } catch (error) {
    if (error instanceof Error && /previously executed migration/.test(error.message)) throw laterVersion(engine)
    throw error
  }
}

function knownOf(engine: Engine, only?: readonly string[]) {
  const known: Record<string, Migration> = migrations(engine)
  if (!only) return known
  if (only.some((name) => !Object.hasOwn(known, name))) throw laterVersion(engine)
  return Object.fromEntries(only.map((name) => [name, known[name]]))
}

const laterVersion = (engine: Engine) =>
  new ConfigError(
    engine === 'postgres' ? 'DATABASE_URL' : 'DATA_DIR',
    'the data were written by a later version of the program: start that version, or restore a backup',
  )

/** Whether a database has this program's schema, no more and no less. */
export const isCurrent = async (db: Db): Promise<boolean> =>
  (await doneMigrations(db)).join() ===
  Object.keys(migrations(engineOf(db)))
    .toSorted()
    .join()

/** The names of what has been done to a database, in order. */
export async function doneMigrations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** One transaction by hand, because the migrator asks for a connection and not for a transaction. */
async function alone(one: Db, engine: Engine, work: () => Promise<void>): Promise<void> {
  const say = (text: string) => sql.raw(text).execute(one)
  // Another program's migration may take minutes: no reason to give up.
  const words = engine === 'sqlite' ? ['begin immediate'] : ['begin', 'set local lock_timeout = 0', LOCK_WRITER]
  for (const text of words) await say(text)
  try {
    await work()
    await say('commit')
  } catch (error) {
    await say('rollback').catch((second: unknown) => {
      // After an error of the disk there is nothing left to roll back, and that error is the one to be told.
      if (!isAlreadyBack(second) && second !== error) throw second
    })
    throw error
  }
}
