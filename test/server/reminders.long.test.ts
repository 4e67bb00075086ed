import { createServer } from 'node:net'
import ICAL from 'ical.js'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { calendarFile } from '../../server/reminders/calendar-file.ts'
import { letterOf, writeLetters } from '../../server/reminders/write-letters.ts'
import { json } from '../world.ts'
import { type Caller, code, read, reformYear, statusOf } from './reform-fixture.ts'

const at = (version: number) => ({ 'if-match': `"${version}"` })
type Todo = {
  today: string
  todo: { kind: string; what: string; unitId: string | null; days: number | null; path: string }[]
}

test('what has to be done is shown by unit, the late first, and goes when it is done', async () => {
  const { as, designer, period } = await reformYear('2021-02-25T02:00:00Z')
  const own = await as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const todo = async (who: Caller) => (await read<Todo>(who('/api/todo'))).todo
  // The first quarter is due on the 27th; nothing else of this office within 30 days.
  expect((await todo(own)).map(({ kind, unitId, days }) => [kind, unitId, days])).toEqual([['report', 'tt', 2]])
  const school = await as('assessor', { unitId: 's03', email: 's03@so.vn' })
  expect((await todo(school)).map(({ kind, unitId, days }) => [kind, unitId, days])).toEqual([['report', 's03', -25]])
  // Who keeps the year is reminded of the news of January, which nobody has written, and of February's.
  expect((await todo(designer)).map(({ kind, days }) => [kind, days])).toEqual([
    ['news', -25],
    ['news', 3],
  ])
  const { id: periodId } = await period('phong', 'quy-1')
  const { id } = await read<{ id: string }>(own('/api/reports', json('POST', { periodId, unitId: 'tt' })))
  const entry = { task: 0, done: 'Xong', figure: null, difficulties: '', next: '', evidence: [] }
  await own(`/api/reports/${id}/entries`, json('PUT', entry, at(1)))
  await own(`/api/reports/${id}/submit`, json('POST', {}, at(2)))
  expect(await todo(own)).toEqual([])
  expect((await todo(designer)).find(({ kind }) => kind === 'receive')).toMatchObject({
    unitId: 'tt',
    path: `/reports/${id}`,
  })
  const auditor = await as('auditor')
  expect(await todo(auditor)).toEqual([])
  // Whoever takes in reports at the unit alone sees those of the unit, and none of the others.
  const near = await as('appraiser', { unitId: 'tt', email: 'gan@so.vn' })
  const far = await as('appraiser', { unitId: 's03', email: 'xa@so.vn' })
  expect((await todo(near)).map(({ kind, unitId }) => [kind, unitId])).toEqual([['receive', 'tt']])
  expect(await todo(far)).toEqual([])
})

test('records of the quality system and inspections of the year wait for whoever may do them, never for who wrote them', async () => {
  const { as, designer, calendar } = await reformYear('2021-12-10T02:00:00Z')
  const director = await as('director')
  const kinds = async (who: Caller) =>
    (await read<Todo>(who('/api/todo'))).todo
      .filter(({ kind }) => /^(iso_|draw|visit)/.test(kind))
      .map(({ kind, days }) => [kind, days])
  // Nobody has been drawn yet, and the year ends in three weeks.
  expect(await kinds(designer)).toEqual([['draw', 21]])
  const groupId = (await calendar()).groups.find((one) => one.code === 'don-vi')?.id
  await designer('/api/inspections/draws', json('POST', { groupId, percent: 10, seed: '1', earlier: [] }))
  expect(await kinds(designer)).toEqual([
    ['visit', 21],
    ['visit', 21],
  ])
  const law = (effectiveOn: string) => ({
    ...{ number: '1/NĐ-CP', title: 'Nghị định', issuer: 'Chính phủ', effectiveOn, affects: 'QT-07', lead: '' },
    ...{ enteredOn: null, note: '' },
  })
  const review = {
    ...{ heldOn: '2021-12-01', place: 'Phòng họp', chair: 'A', secretary: 'B', attendees: 'C', conclusion: '' },
    topics: [{ topic: 'Chung', discussion: '', decision: '', lead: '', dueOn: null }],
  }
  for (const effectiveOn of ['2021-09-08', '2021-09-15', '2021-10-20'])
    await designer('/api/iso', json('POST', { kind: 'law', year: 2021, content: law(effectiveOn) }))
  await designer('/api/iso', json('POST', { kind: 'review', year: 2021, content: review }))
  // Three months from 8 and 15 September; that of October is more than 30 days away.
  const laws = [
    ['iso_law', -2],
    ['iso_law', 5],
  ]
  expect(await kinds(director)).toEqual([...laws, ['iso_sign', null]])
  expect((await kinds(designer)).filter(([kind]) => kind !== 'visit')).toEqual(laws)
  const unit = await as('appraiser', { unitId: 's03', email: 'don-vi@so.vn' })
  expect(await kinds(unit)).toEqual([])
})

test('a deadline on a Saturday moves in the calendar, in the list of the late and in the letters alike', async () => {
  // 27/02/2021 and 29/5/2021 are Saturdays, 28/02 a Sunday.
  const { as, app, designer, calendar, time } = await reformYear('2021-02-28T02:00:00Z')
  const own = await as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const todo = async () => (await read<Todo>(own('/api/todo'))).todo.map(({ kind, days }) => [kind, days])
  const { address } = await read<{ address: string }>(own('/api/todo/feed', json('POST', {}, at(0))))
  const events = async () => {
    const text = await (await app.request(new URL(address).pathname)).text()
    return new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one))
      .map(({ uid, startDate }) => [uid, startDate.toString()])
  }
  const dueOf = async (who: Caller = designer) =>
    (await calendar(who)).periods
      .find(({ name }) => name === 'Báo cáo quý I năm 2021')
      ?.units.find((one) => one.unitId === 'tt')?.due
  const [[uid = ''] = []] = await events()
  expect([await todo(), await dueOf()]).toEqual([[['report', -1]], 'overdue'])
  const group = (await calendar()).groups.find((one) => one.code === 'phong')
  const moved = { name: group?.name, weekend: 'after', unitIds: ['tccb', 'vp', 'tt'] }
  await designer(`/api/periods/groups/${group?.id}`, json('PUT', moved, at(group?.lockVersion ?? 0)))
  expect([await todo(), await dueOf()]).toEqual([[['report', 1]], 'open'])
  // The same event on another day: a calendar that had it moves it.
  expect((await events())[0]).toEqual([uid, '2021-03-01'])
  // Midnight in Việt Nam is 17:00 of the day before at Greenwich.
  time.now = new Date('2021-03-01T16:59:00Z')
  const next = await as('designer', { email: 'hom-sau@so.vn' })
  expect(await dueOf(next)).toBe('open')
  time.now = new Date('2021-03-01T17:01:00Z')
  expect(await dueOf(next)).toBe('overdue')
})

test('the calendar has a secret address that can be revoked, and says deadlines and nobody', async () => {
  const { as, app, designer, db, tasks } = await reformYear('2021-02-25T02:00:00Z')
  const eighth = (await tasks()).tasks.find(({ number }) => number === 8)
  const assigned = { leadUnitId: 'tt', supportingUnitIds: [], dueOn: '2021-10-31', askedOf: 'named' }
  await designer(`/api/tasks/${eighth?.id}`, json('PUT', assigned, at(1)))
  const own = await as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const make = async (lock: number) => own('/api/todo/feed', json('POST', {}, at(lock)))
  const { address } = await read<{ address: string }>(make(0))
  expect(address).toMatch(/^http:\/\/localhost:8080\/lich\/[\w-]{43}\.ics$/)
  const path = new URL(address).pathname
  const stored = JSON.stringify(await db.selectFrom('reminder').selectAll().execute())
  expect(stored).not.toContain(path.slice(6, 49))
  const reply = await app.request(path)
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const text = await reply.text()
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  // Another reader than the one that wrote it.
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  expect(events.map((event) => [event.startDate.toString(), event.startDate.isDate, event.summary])).toEqual([
    ['2021-02-27', true, 'Hạn: Báo cáo quý I năm 2021'],
    ['2021-05-28', true, 'Hạn: Báo cáo 6 tháng đầu năm 2021'],
    ['2021-08-27', true, 'Hạn: Báo cáo quý III năm 2021'],
    ['2021-10-31', true, 'Hạn nhiệm vụ 8 của kế hoạch CCHC'],
    ['2021-11-17', true, 'Hạn: Báo cáo năm 2021'],
  ])
  expect(events[0]?.endDate.toString()).toBe('2021-02-28')
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(5)
  for (const private_ of ['tt@so.vn', 'Thanh tra', 'assessor']) expect(text).not.toContain(private_)
  // A new address ends the old one, and revoking ends every one.
  expect(await code(make(0))).toBe('stale')
  const second = new URL((await read<{ address: string }>(make(1))).address).pathname
  expect([(await app.request(path)).status, (await app.request(second)).status]).toEqual([404, 200])
  expect(await statusOf(own('/api/todo/feed', { method: 'DELETE', headers: at(2) }))).toBe(204)
  expect((await app.request(second)).status).toBe(404)
  expect((await app.request('/lich/x.ics')).status).toBe(404)
})

test('the calendar of somebody whose account was closed leads nowhere', async () => {
  const { as, app, db } = await reformYear('2021-02-25T02:00:00Z')
  const own = await as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  const { address } = await read<{ address: string }>(own('/api/todo/feed', json('POST', {}, at(0))))
  const path = new URL(address).pathname
  expect((await app.request(path)).status).toBe(200)
  await db.updateTable('account').set({ disabledAt: '2021-02-25' }).where('email', '=', 'tt@so.vn').execute()
  expect((await app.request(path)).status).toBe(404)
})

test('a calendar holds what the roles of its owner may read in the application, and nothing more', async () => {
  const { as, app, db } = await reformYear('2021-02-25T02:00:00Z')
  const events = async (who: Caller) => {
    const { address } = await read<{ address: string }>(who('/api/todo/feed', json('POST', {}, at(0))))
    return async () => (await (await app.request(new URL(address).pathname)).text()).match(/BEGIN:VEVENT/g)?.length ?? 0
  }
  // A coordinator may not open the reporting calendar: counts of sheets are all a coordinator sees.
  const coordinator = await as('coordinator', { unitId: 'tt', email: 'dieu-phoi@so.vn' })
  expect(await statusOf(coordinator('/api/periods'))).toBe(403)
  expect(await (await events(coordinator))()).toBe(0)
  // An administrator without the second step is one in name only.
  const admin = await events(await as('admin', { email: 'qt@so.vn' }))
  const { id } = await db.selectFrom('account').select('id').where('email', '=', 'qt@so.vn').executeTakeFirstOrThrow()
  await db.deleteFrom('secondFactor').where('accountId', '=', id).execute()
  expect(await admin()).toBe(0)
  await db
    .insertInto('secondFactor')
    .values({ accountId: id, sealedSecret: 'x', confirmedAt: '2021-02-25', lastStep: 0 })
    .execute()
  expect(await admin()).toBeGreaterThan(5)
})

test('long names are folded between letters and nothing in them begins a line of its own', () => {
  const name = 'Báo cáo; kết quả, “thực hiện”\\ \r\nATTENDEE:mailto:x@y.vn '.repeat(6)
  const day = { uid: 'a@b', day: '2021-02-28', dayAfter: '2021-03-01', url: 'https://a.vn' }
  const text = calendarFile(name, [{ ...day, summary: name, description: name }], new Date('2021-01-01T00:00:00Z'))
  expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
  expect(text).not.toMatch(/^ATTENDEE/m)
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  expect(new ICAL.Event(event).summary).toBe(name.replaceAll('\r\n', '\n'))
})

/** A mail server on this machine that keeps what it is given; `refuse`: it takes nothing. */
async function mailServer(refuse = { on: false }) {
  const letters: string[] = []
  const server = createServer((socket) => {
    let inside = false
    let text = ''
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      for (;;) {
        const end = inside ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n')
        if (end < 0) return
        const part = text.slice(0, end)
        text = text.slice(end + (inside ? 5 : 2))
        if (inside) {
          letters.push(part)
          inside = false
          socket.write('250 kept\r\n')
        } else if (/^DATA/i.test(part)) {
          inside = !refuse.on
          socket.write(refuse.on ? '451 later\r\n' : '354 go on\r\n')
        } else if (/^QUIT/i.test(part)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const { port } = server.address() as { port: number }
  return { letters, refuse, url: `smtp://127.0.0.1:${port}` }
}

const textOf = (letter: string) => {
  const [, ...parts] = letter.split('\r\n\r\n')
  const body = parts.join('\n')
  return /quoted-printable/i.test(letter)
    ? Buffer.from(
        body
          .replace(/=\r?\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
    : Buffer.from(body, 'base64').toString('utf8')
}

test('somebody with something due is written to once a day, and again only when it is time', async () => {
  const year = await reformYear('2021-02-26T02:00:00Z')
  const own = await year.as('assessor', { unitId: 'tt', email: 'tt@so.vn' })
  await year.as('assessor', { unitId: 'vp', email: 'vp@so.vn' })
  const mail = await mailServer({ on: true })
  const smtp = { url: mail.url, from: 'nhac@so.vn' }
  const deps = { ...year.deps, config: { ...year.deps.config, smtp } }
  expect(await writeLetters(year.deps)).toEqual({ written: 0, failed: 0 })
  // The mail server takes nothing: the day stays open and is tried again.
  expect(await writeLetters(deps)).toEqual({ written: 0, failed: 2 })
  // Out of reach it is asked once, however many have something due.
  const nobody = { ...smtp, url: 'smtp://127.0.0.1:1' }
  expect(await writeLetters({ ...deps, config: { ...deps.config, smtp: nobody } })).toEqual({ written: 0, failed: 1 })
  mail.refuse.on = false
  await makeApp(deps).request('/api/todo/reminder', {
    ...json('PUT', { mail: false }, at(0)),
    headers: { ...Object.fromEntries(new Headers(json('PUT', {}, at(0)).headers)), cookie: own.cookie },
  })
  expect(await writeLetters(deps)).toEqual({ written: 1, failed: 0 })
  expect(await writeLetters(deps)).toEqual({ written: 0, failed: 0 })
  expect(mail.letters).toHaveLength(1)
  const [letter = ''] = mail.letters
  expect(letter).toMatch(/^To: vp@so\.vn/m)
  expect(textOf(letter)).toContain('- Gửi báo cáo: Báo cáo quý I năm 2021 (Văn phòng); hạn 27/02/2021, còn 1 ngày')
  expect(textOf(letter)).toContain('http://localhost:8080/staff/todo')
  // Three days late is no day for a letter; a week late is.
  year.advance(4 * 86_400_000)
  expect(await writeLetters(deps)).toEqual({ written: 0, failed: 0 })
  year.advance(4 * 86_400_000)
  expect((await writeLetters(deps)).written).toBeGreaterThan(0)
})

test('a letter of one unit names no other, and settings that would send in the clear or from nobody are refused', () => {
  const one = {
    kind: 'report',
    what: 'Báo cáo',
    unitId: 'a',
    unitName: 'Văn phòng',
    lastDay: '2021-02-27',
    days: -7,
    path: '/',
  } as const
  expect(letterOf([one], 'https://a.vn').text).toContain('hạn 27/02/2021, quá hạn 7 ngày')
  const found = { ...one, kind: 'finding', what: 'Thiếu hồ sơ của ông A' } as const
  expect(letterOf([found], 'https://a.vn').text).toContain('một kiến nghị (Văn phòng)')
  expect(letterOf([found], 'https://a.vn').text).not.toContain('ông A')
  expect(readConfig({}).smtp).toBeNull()
  expect(() => readConfig({ SMTP_URL: 'http://mail.vn', SMTP_FROM: 'a@b.vn' })).toThrow(/SMTP_URL/)
  expect(() => readConfig({ SMTP_URL: 'smtps://mail.vn' })).toThrow(/SMTP_FROM/)
  expect(() => readConfig({ SMTP_URL: 'smtps://mail.vn', SMTP_FROM: 'a@b.vn\r\nBcc: c@d.vn' })).toThrow(/SMTP_FROM/)
  expect(readConfig({ SMTP_URL: 'smtps://mail.vn', SMTP_FROM: 'a@b.vn' }).smtp).toEqual({
    url: 'smtps://mail.vn',
    from: 'a@b.vn',
  })
})
