import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { recontactSample } from '../../analysis/select/recontact-sample.ts'
import { actOf } from '../../server/deps.ts'
import { tidy } from '../../server/privacy/tidy.ts'
import { deleteOldContacts } from '../../server/recontact/retention.ts'
import type { viewRecontact } from '../../server/recontact/view.ts'
import { json, world } from '../world.ts'
import { etag, FIELDING, fieldingRound, step } from './journey.ts'
import { answersBy, sheetId } from './published-round.ts'

type View = Awaited<ReturnType<typeof viewRecontact>>
const PHONE = '0912345678'

/** A round in the field in which `sheets` primary parents have answered. */
async function answered(sheets: number, now?: string) {
  const at = await world({ beginning: FIELDING, clientDir: await styleOnly(), ...(now ? { now } : {}) })
  const { id, designer, codes } = await fieldingRound(at)
  const slips = codes('ph-th')
  for (const [place, slip] of slips.slice(0, sheets).entries()) {
    const answers = { ...answersBy('ph-th', randomFrom(slip)), T7: place % 2 === 0 ? 'class' : 'home' }
    const body = { id: sheetId(place), slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
    expect((await at.app.request('/api/responses', json('POST', body))).status).toBe(201)
  }
  const leave = async (fields: Record<string, string>) => {
    const reply = await at.app.request('/p/goi-lai', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
    return { status: reply.status, text: await reply.text() }
  }
  const view = async () => (await (await designer(`/api/rounds/${id}/recontact`)).json()) as View
  return { ...at, id, designer, slips, leave, view }
}

/** The page of the number needs the style of the parent's page and nothing else that is built. */
async function styleOnly(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-style-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'respondent'))
  await writeFile(join(folder, 'respondent', 'style.css'), 'main{margin:auto}')
  return folder
}

test('a number is taken from somebody who has sent a sheet and says yes, and can be taken back', async () => {
  const { leave, slips, db, app } = await answered(2)
  const [sent, other, unsent] = slips
  const page = await app.request('/p/goi-lai')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'none'")
  expect(await page.text()).toContain('muộn nhất 30 ngày')
  const good = { slip: sent, phone: '+84 912 345 678', agree: '1', language: 'vi' }
  for (const [wrong, status, said] of [
    [{ slip: unsent }, 409, 'chưa gửi'],
    [{ slip: '0000-0000-0000-0001' }, 404, 'Không tìm thấy mã này'],
    [{ phone: '12345' }, 422, 'Số điện thoại chưa đúng'],
    [{ agree: undefined }, 422, 'đánh dấu vào ô đồng ý'],
  ] as const) {
    const fields = Object.fromEntries(Object.entries({ ...good, ...wrong }).filter(([, value]) => value !== undefined))
    const reply = await leave(fields as Record<string, string>)
    expect({ status: reply.status, said: reply.text.includes(said) }).toEqual({ status, said: true })
    // The code comes back, which nobody likes to type twice; the number does not, for the next person at this phone.
    expect(reply.text).toContain(`value="${fields.slip}"`)
    expect(reply.text.replaceAll(String(fields.slip), '')).not.toMatch(/345|912/)
  }
  const stored = () => db.selectFrom('recontact').selectAll().execute()
  expect(await stored()).toEqual([])
  expect((await leave(good)).status).toBe(201)
  expect((await leave({ ...good, slip: other, phone: PHONE })).status).toBe(201)
  expect((await leave(good)).status).toBe(201)
  const rows = await stored()
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain('912345678')
  expect(rows.map(({ deleteOn, consent, drawn }) => ({ deleteOn, consent, drawn }))).toEqual(
    Array(2).fill({ deleteOn: '2021-11-30', consent: '1', drawn: 0 }),
  )
  // Neither the trail nor an answer knows of it.
  const trail = await db.selectFrom('auditEntry').selectAll().where('action', 'like', 'recontact%').execute()
  expect(trail).toEqual([])
  const answers = JSON.stringify(await db.selectFrom('response').selectAll().execute())
  for (const { id, slipId } of rows) {
    expect(answers).not.toContain(id)
    expect(answers).not.toContain(slipId)
  }
  expect((await leave({ slip: sent, withdraw: '1' })).text).toContain('Không còn số điện thoại nào')
  expect(await stored()).toHaveLength(1)
})

test('the sample of calls is drawn by school with a seed, others are deleted at once, and each call deletes its number', async () => {
  const { leave, slips, db, as, id, designer, view } = await answered(40)
  for (const slip of slips.slice(0, 25)) await leave({ slip, phone: PHONE, agree: '1', language: 'vi' })
  expect((await view()).left).toBe(25)
  const draw = (share: number, seed?: string) =>
    designer(`/api/rounds/${id}/recontact`, json('POST', { share, ...(seed ? { seed } : {}) }))
  expect((await draw(0.1)).status).toBe(409)
  await step(designer, id, 'close')
  const before = await db.selectFrom('recontact').select('id').execute()
  expect((await draw(0)).status).toBe(400)
  expect((await draw(0.1, 'phuc-tra-1')).status).toBe(201)
  const { results, waiting } = await view()
  const ledger = JSON.parse((await db.selectFrom('recontactDraw').selectAll().executeTakeFirstOrThrow()).ledger) as {
    schools: { school: string; sheets: number; left: number; wanted: number; drawn: string[] }[]
  }
  const drawn = ledger.schools.flatMap((school) => school.drawn)
  expect(drawn).toHaveLength(waiting.length)
  expect(results).toMatchObject({ seed: 'phuc-tra-1', left: 25, drawn: drawn.length, talked: 0, suggested: null })
  for (const { sheets, wanted, left, drawn: own } of ledger.schools) {
    expect(wanted).toBe(Math.ceil(sheets / 10))
    expect(own).toHaveLength(Math.min(wanted, left))
  }
  expect((await db.selectFrom('recontact').select('id').execute()).map((row) => row.id).sort()).toEqual(drawn.sort())
  expect(before.length).toBeGreaterThan(drawn.length)
  expect((await draw(0.1)).status).toBe(409)
  // Ids are drawn and of figures, among which any four may stand.
  const shown = JSON.stringify(await view(), (key, value) => (key === 'id' ? '' : value))
  expect(shown).not.toContain('0912')

  const [first, ...rest] = waiting
  const contact = (one: string, rest: string, body: unknown, who = designer) =>
    who(`/api/rounds/${id}/recontact/${one}/${rest}`, json('POST', body))
  const analyst = await as('analyst')
  expect((await contact(first.id, 'open', {}, analyst)).status).toBe(403)
  expect(await (await contact(first.id, 'open', {})).json()).toEqual({ phone: PHONE })
  const talked = { outcome: 'talked', self: 'yes', suggested: 'yes', handedBy: 'class', overall: 4 }
  expect((await contact(first.id, 'outcome', { outcome: 'talked' })).status).toBe(400)
  expect((await contact(first.id, 'outcome', talked)).status).toBe(201)
  expect((await contact(first.id, 'outcome', talked)).status).toBe(404)
  for (const [place, one] of rest.entries())
    await contact(
      one.id,
      'outcome',
      place === 0 ? { outcome: 'not_reached' } : { ...talked, suggested: 'no', overall: null },
    )
  const after = await view()
  expect(after.waiting).toEqual([])
  expect(await db.selectFrom('recontact').selectAll().execute()).toEqual([])
  const n = waiting.length - 1
  expect(after.results).toMatchObject({
    talked: n,
    notReached: 1,
    suggested: { yes: 1, n },
    satisfied: { yes: 1, n: 1 },
  })
  const suggested = after.results?.suggested
  expect(suggested?.low).toBeLessThan(1 / n)
  expect(suggested?.high).toBeGreaterThan(1 / n)
  expect(suggested?.sheets?.yes).toBe(0)
  expect(after.results?.schools.reduce((sum, school) => sum + school.talked, 0)).toBe(n)
  const trail = await db
    .selectFrom('auditEntry')
    .select(['action', 'detail'])
    .where('action', 'like', 'recontact%')
    .execute()
  expect(trail.map(({ action }) => action)).toEqual([
    'recontact.draw',
    'recontact.open',
    ...waiting.map(() => 'recontact.call'),
  ])
  expect(JSON.stringify(trail)).not.toContain(PHONE)
  expect((await designer('/api/audit/verify')).status).toBe(403)
})

test('numbers go thirty days after the round has closed, early where it closed early, and leave no trace in the file', async () => {
  const { leave, slips, db, deps, id, designer, advance, dataDir } = await answered(1)
  await leave({ slip: slips[0], phone: PHONE, agree: '1', language: 'vi' })
  const { sealed } = await db.selectFrom('recontact').select('sealed').executeTakeFirstOrThrow()
  await step(designer, id, 'close')
  // Closed on 5 October, weeks before the plan's last day.
  expect(await db.selectFrom('recontact').select('deleteOn').executeTakeFirst()).toEqual({ deleteOn: '2021-11-04' })
  const pass = (days: number) => {
    advance(days * 86_400_000)
    return db.transaction().execute((inside) => deleteOldContacts(inside, actOf(deps, 'command')))
  }
  /** Whether the sealed number lies in the bytes of the database; only a file can be looked into. */
  const inFile = async (otherwise: boolean) => {
    if (deps.config.databaseUrl) return otherwise
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
    return (await readFile(join(dataDir, 'hailong.sqlite'))).includes(sealed)
  }
  await pass(30)
  expect(await inFile(true)).toBe(true)
  await pass(1)
  expect(await db.selectFrom('recontact').selectAll().execute()).toEqual([])
  expect(await inFile(false)).toBe(false)
  const trail = await db.selectFrom('auditEntry').select('detail').where('action', '=', 'recontact.delete').execute()
  expect(trail).toEqual([{ detail: '{"contacts":1}' }])
  await pass(1)
  expect(
    await db.selectFrom('auditEntry').select('detail').where('action', '=', 'recontact.delete').execute(),
  ).toHaveLength(1)
  expect(await etag(designer, id)).toBeDefined()
})

test('a round that stays open longer than planned keeps its numbers until thirty days after it really closes', async () => {
  const { leave, slips, db, as, id, advance } = await answered(1, '2021-11-20T02:00:00Z')
  await leave({ slip: slips[0], phone: PHONE, agree: '1', language: 'vi' })
  const day = async () => (await db.selectFrom('recontact').select('deleteOn').executeTakeFirst())?.deleteOn
  expect(await day()).toBe('2021-12-20')
  advance(86_400_000)
  await step(await as('director'), id, 'close')
  expect(await day()).toBe('2021-12-20')
})

test('nothing beside a number tells when it was left: numbers of a round go together and stand by chance', async () => {
  const { leave, slips, db, advance, deps } = await answered(8, '2021-11-20T02:00:00Z')
  for (const slip of slips.slice(0, 8)) {
    expect((await leave({ slip, phone: PHONE, agree: '1', language: 'vi' })).status).toBe(201)
    advance(86_400_000)
  }
  const rows = await db.selectFrom('recontact').select(['id', 'deleteOn']).execute()
  // The last came on 27 November; each day of its own would be the day of a sheet.
  expect(new Set(rows.map(({ deleteOn }) => deleteOn))).toEqual(new Set(['2021-12-27']))
  if (deps.config.databaseUrl) await tidy(deps, true)
  const stored = await sql<{ id: string }>`select id from recontact`.execute(db)
  expect(stored.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort())
  if (!deps.config.databaseUrl)
    await expect(sql`select rowid from recontact`.execute(db)).rejects.toThrow('no such column')
})

test('many parents behind one address may leave their numbers; who only guesses is stopped', async () => {
  const { leave, slips } = await answered(45)
  for (const slip of slips.slice(0, 45))
    expect((await leave({ slip, phone: PHONE, agree: '1', language: 'vi' })).status).toBe(201)
  const guesses: number[] = []
  for (let turn = 0; turn < 45; turn++) guesses.push((await leave({ slip: '0000-0000-0000-0001' })).status)
  expect(guesses[0]).toBe(404)
  expect(guesses.at(-1)).toBe(429)
})

test('the same seed calls the same people, one more contact in one school moves nobody in another, and chances are equal', () => {
  const school = (name: string, contacts: number) => ({
    school: name,
    sheets: 30,
    contacts: Array.from({ length: contacts }, (_, place) => `${name}-${place}`),
  })
  const first = recontactSample([school('A', 10), school('B', 10)], 0.1, 's')
  expect(recontactSample([school('B', 10), school('A', 10)], 0.1, 's')).toEqual(first)
  expect(recontactSample([school('A', 11), school('B', 10)], 0.1, 's')[1]).toEqual(first[1])
  expect(first.map(({ wanted, drawn }) => [wanted, drawn.length])).toEqual([
    [3, 3],
    [3, 3],
  ])
  expect(recontactSample([school('A', 2)], 0.1, 's')[0]).toMatchObject({ wanted: 3, left: 2 })
  expect(() => recontactSample([], 1.1, 's')).toThrow(/option_invalid/)
  const counts = new Map<string, number>()
  const turns = 3000
  for (let turn = 0; turn < turns; turn++)
    for (const id of recontactSample([school('A', 10)], 0.1, `s${turn}`)[0].drawn)
      counts.set(id, (counts.get(id) ?? 0) + 1)
  const expected = (3 / 10) * turns
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 9 degrees of freedom, drawn without replacement: the 0.999 quantile of chi-square is 27.9.
  expect(counts.size).toBe(10)
  expect(chiSquare).toBeLessThan(27.9)
})
