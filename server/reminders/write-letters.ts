import { reminders as words } from '../../client/words/reminders.ts'
import { dayOf } from '../act.ts'
import { actOf, type Deps } from '../deps.ts'
import { listStandingGrants } from '../staff/session.ts'
import { sendLetter } from './send-letter.ts'
import { claimDay, listReaders, releaseDay } from './store.ts'
import { listTodo, type Todo } from './todo.ts'

/** On these days before the last day somebody is written to, on the day itself, and each week that it is late. */
const BEFORE = [7, 3, 1, 0]
export const isTime = (days: number): boolean => BEFORE.includes(days) || (days < 0 && days % 7 === 0)

/** What was found at a unit is read in the application and nowhere else. */
const INSIDE: readonly Todo['kind'][] = ['finding', 'verify', 'iso_finding', 'iso_verify']
const named = ({ kind, what }: Todo): string => (INSIDE.includes(kind) ? words.oneFinding : what)

/** What a letter says: what is due and when. No person, no answer, nothing that was written in a report or at an inspection. */
export function letterOf(todo: readonly Todo[], publicUrl: string): Readonly<{ subject: string; text: string }> {
  const line = (one: Todo) =>
    `- ${words.line(words.kinds[one.kind] ?? '', named(one), one.unitName, one.lastDay, one.days)}`
  return {
    subject: words.subject(todo.length),
    text: [words.greeting, '', ...todo.map(line), '', words.open(`${publicUrl}/staff/todo`), '', words.off].join('\n'),
  }
}

export type Written = Readonly<{ written: number; failed: number }>

/** What nodemailer calls an error of one letter; with every other nobody's letter would go. */
const ofOneLetter = (error: unknown): boolean =>
  /^E(ENVELOPE|MESSAGE)$/.test(String((error as { code?: unknown }).code))

/**
 * Writes to everybody who has something due today by the rule above, once a day. The day is claimed before the letter goes, so that
 * two servers write once; where the mail server does not take it, the day is given back and tried again in an hour. Out of reach it
 * is asked once and not by everybody's letter, each of which would wait its time.
 */
export async function writeLetters(deps: Deps): Promise<Written> {
  const { smtp } = deps.config
  if (smtp === null) return { written: 0, failed: 0 }
  const by = actOf(deps, 'clock')
  const today = dayOf(by.now)
  let [written, failed] = [0, 0]
  for (const { id, email } of await listReaders(deps.read)) {
    const todo = await listTodo(deps.read, { id, grants: await listStandingGrants(deps.read, id) }, today)
    if (!todo.some(({ days }) => days !== null && isTime(days))) continue
    if (!(await deps.db.transaction().execute((db) => claimDay(db, id, today)))) continue
    try {
      await sendLetter(smtp, { to: email, ...letterOf(todo, deps.config.publicUrl) })
      written += 1
    } catch (error) {
      failed += 1
      deps.log.warn({ err: error instanceof Error ? error.message : String(error) }, 'a reminder could not be sent')
      await deps.db.transaction().execute((db) => releaseDay(db, id, today))
      if (!ofOneLetter(error)) break
    }
  }
  return { written, failed }
}

const EVERY_MS = 60 * 60_000
/** Nobody is written to before this hour in Việt Nam. */
const MORNING = 7

/** Writes every hour from the morning on, as long as the server runs; nothing where no mail server is set. */
export function keepReminding(deps: Deps): () => void {
  if (deps.config.smtp === null) return () => {}
  let busy = false
  const once = async (): Promise<void> => {
    if (busy || (deps.clock().getUTCHours() + 7) % 24 < MORNING) return
    busy = true
    try {
      await writeLetters(deps)
    } catch (error) {
      deps.log.error({ err: String(error) }, 'reminding failed')
    } finally {
      busy = false
    }
  }
  const timer = setInterval(once, EVERY_MS)
  timer.unref()
  void once()
  return () => clearInterval(timer)
}
