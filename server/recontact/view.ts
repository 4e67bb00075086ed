import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { callResults } from './results.ts'
import { findContactDraw, listContacts } from './store.ts'

/** How many agreed to be called, who is to be called now (a school and a language, no number), and what the calls came to. */
export async function viewRecontact(db: Db, roundId: string) {
  await getRound(db, roundId)
  const [contacts, draw, results] = await Promise.all([
    listContacts(db, roundId),
    findContactDraw(db, roundId),
    callResults(db, roundId),
  ])
  return {
    left: results?.left ?? contacts.length,
    deleteOn: contacts.map(({ deleteOn }) => deleteOn).sort()[0] ?? null,
    waiting: draw
      ? contacts.map(({ id, name, school, language, deleteOn }) => ({ id, name, school, language, deleteOn }))
      : [],
    results,
  }
}
