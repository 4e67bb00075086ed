import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Deps } from '../../server/deps.ts'
import { refuse } from '../../server/http/refuse.ts'

type Answer = ReturnType<typeof refuse>

/** Status of the reply to whoever asked when this was thrown. */
function told(message: string, code?: string): number {
  const deps = { log: pino({ level: 'silent' }) } as unknown as Deps
  const context = { get: () => 'id', req: { method: 'POST', routePath: '/api/responses' } }
  return refuse(deps)(Object.assign(new Error(message), { code }), context as unknown as Parameters<Answer>[1]).status
}

test('what the server lacks at the moment is "not now", so that a phone keeps its sheet; only who sends too little is at fault', () => {
  // A database that fell, and a program that may open no more files.
  expect(told('read ECONNRESET', 'ECONNRESET')).toBe(503)
  expect(told('SQLITE_CANTOPEN: unable to open database file')).toBe(503)
  expect(told('EMFILE: too many open files', 'EMFILE')).toBe(503)
  // The sender's own connection, in the middle of a body.
  expect(told('aborted', 'ECONNRESET')).toBe(400)
  expect(told('something nobody thought of')).toBe(500)
})
