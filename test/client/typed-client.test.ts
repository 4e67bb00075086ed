import { hc } from 'hono/client'
import { expect, test } from 'vitest'
import type { Api } from '../../server/stages.ts'

/** The compiler checks this file: each expected error must be one, so a client that takes anything would fail here. */
test('the typed client knows every address, what it takes and what it answers', async () => {
  const asked: string[] = []
  const fetch = async (input: RequestInfo | URL) => {
    asked.push(String(input))
    return Response.json({ rounds: [{ name: 'one' }], next: null, valid: true })
  }
  const { api } = hc<Api>('http://here', { fetch })

  const { rounds } = await (await api.rounds.$get()).json()
  expect(rounds[0].name.length).toBe(3)
  // @ts-expect-error a summary of a round has no such field
  expect(rounds[0].answers).toBeUndefined()

  await api.rounds[':id'].frame.$get({ param: { id: 'r1' } })
  await api.audit.verify.$get()
  await api.session.$post({ json: { email: 'a@example.vn', password: 'long enough' } })
  // @ts-expect-error a password is a text
  await api.session.$post({ json: { email: 'a@example.vn', password: 5 } })
  // @ts-expect-error the round is named
  await api.rounds[':id'].$get()
  // @ts-expect-error there is no such address
  await api.rounds[':id'].nowhere.$get({ param: { id: 'r1' } })
  // @ts-expect-error the audit chain is only looked at
  await api.audit.verify.$post()

  expect(asked.slice(0, 4)).toEqual([
    'http://here/api/rounds',
    'http://here/api/rounds/r1/frame',
    'http://here/api/audit/verify',
    'http://here/api/session',
  ])
})
