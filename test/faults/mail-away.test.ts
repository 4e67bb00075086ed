import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { LAW_MONTHS, monthsLater } from '../../surveys/iso/months-later.ts'
import { json } from '../world.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { startLoad, waitFor } from './load.ts'
import { brokenProgram, serve } from './program.ts'
import { record } from './results.ts'
import { addStaff, signIn } from './staff.ts'

const READERS = Number(process.env.HAILONG_READERS ?? 40)
/** The rounds of an hour come every two seconds here, at any hour of the day. */
const OFTEN = [
  ['EVERY_MS = 36e5;\n/** Nobody is written to', 'EVERY_MS = 2e3;\n/** Nobody is written to'],
  ['MORNING = 7', 'MORNING = 0'],
] as const

type Mood = 'silent' | 'cuts' | 'speaks'

/** A mail server that takes the line and says nothing, cuts it at once, or does its work. */
async function mailServer() {
  const seen = { mood: 'silent' as Mood, lines: 0, letters: [] as string[] }
  const server = createServer((socket) => {
    socket.on('error', () => {})
    seen.lines += 1
    if (seen.mood === 'cuts') return socket.destroy()
    if (seen.mood === 'silent') return
    let [text, inside] = ['', false]
    socket.write('220 test\r\n')
    socket.setEncoding('utf8').on('data', (part) => {
      text += part
      for (;;) {
        const end = text.indexOf(inside ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const line = text.slice(0, end)
        text = text.slice(end + (inside ? 5 : 2))
        if (inside) seen.letters.push(line)
        if (/^QUIT/i.test(line) && !inside) return socket.end('221 bye\r\n')
        const begins = !inside && /^DATA/i.test(line)
        socket.write(begins ? '354 go on\r\n' : '250 ok\r\n')
        inside = begins
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { seen, url: `smtp://127.0.0.1:${port}` }
}

const daysLater = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** A change of law whose months end today, or tomorrow where none end today; it waits for everybody who keeps the quality system. */
const lawDueToday = (today: string) => {
  const days = Array.from({ length: 20 }, (_, back) => daysLater(today, back - 100))
  const ends = (due: string) => days.find((day) => monthsLater(day, LAW_MONTHS) === due)
  const effectiveOn = ends(today) ?? ends(daysLater(today, 1))
  const content = {
    ...{ number: '1/NĐ-CP', title: 'Nghị định', issuer: 'Chính phủ', effectiveOn, affects: 'QT-07', lead: '' },
    ...{ enteredOn: null, note: '' },
  }
  return json('POST', { kind: 'law', year: Number(today.slice(0, 4)), content })
}

const percentile = (all: readonly number[], share: number) =>
  Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? 0)

/** An office with something due today for everybody, its mail server, and parents who send sheets meanwhile. */
async function office(changes: readonly (readonly [string, string])[], smtp?: string) {
  const field = await openField(20)
  const emails = Array.from({ length: READERS }, (_, place) => `nguoi-${place + 1}@example.vn`)
  await addStaff(field.dataDir, 'designer', emails)
  const mail = await mailServer()
  const env = { DATA_DIR: field.dataDir, SMTP_URL: smtp ?? mail.url, SMTP_FROM: 'nhac@example.vn' }
  const server = await serve(env, brokenProgram(`mail-${changes.length}`, ...OFTEN, ...changes))
  const desk = await signIn(server.url, emails[0] ?? '')
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const kept = await desk('/api/iso', lawDueToday(today))
  expect(kept.status, await kept.text()).toBe(201)
  const load = startLoad(field, () => server.url, { everyMs: 80 })
  const told = () => server.said().split('a reminder could not be sent').length - 1
  const end = async () => {
    const ledger = await load.stop()
    const from = performance.now()
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    const endMs = performance.now() - from
    const compared = await compare(ledger, { DATA_DIR: field.dataDir })
    expect(compared).toMatchObject(GOOD)
    expect([...ledger.statuses.keys()]).toEqual([201])
    expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
    return { compared, endMs, wait99: percentile(ledger.waits, 0.99) }
  }
  return { mail, load, told, desk, end }
}

test('the mail server is out of reach: nobody waits for it, it is asked once a round, and when it is back everybody has one letter', async () => {
  const { mail, load, told, desk, end } = await office([])
  const { seen } = mail
  await waitFor(() => seen.lines > 0, 60_000, 'nobody was written to')
  // Silent: each round waits its ten seconds, on one line.
  const before = load.ledger().acknowledged.size
  await pause(25_000)
  const silent = { lines: seen.lines, taken: load.ledger().acknowledged.size - before }
  expect(silent.lines).toBeLessThanOrEqual(4)
  expect(silent.taken).toBeGreaterThan(20)
  expect((await desk('/api/todo')).status).toBe(200)
  seen.mood = 'cuts'
  await waitFor(() => told() >= 3, 60_000, 'no round came to its end')
  const [lines, rounds] = [seen.lines, told()]
  await waitFor(() => told() >= rounds + 3, 60_000, 'no further round')
  // One line a round, however many people have something due.
  const aRound = (seen.lines - lines) / (told() - rounds)
  expect(aRound).toBeLessThan(2)
  expect(seen.letters).toEqual([])
  seen.mood = 'speaks'
  await waitFor(() => seen.letters.length >= READERS, 120_000, 'not everybody was written to')
  await pause(5_000)
  const to = seen.letters.map((letter) => /^To: (\S+)/m.exec(letter)?.[1] ?? '')
  expect([to.length, new Set(to).size]).toEqual([READERS, READERS])
  const { compared, endMs, wait99 } = await end()
  expect(endMs).toBeLessThan(12_000)

  // As it was: everybody's letter finds the server out of reach by itself.
  const all = await office([['if (!ofOneLetter(error)) break;', '']])
  all.mail.seen.mood = 'cuts'
  await waitFor(() => all.told() >= READERS, 120_000, 'no round')
  const control = all.told()
  await all.end()
  expect(control).toBeGreaterThanOrEqual(READERS)
  record({
    id: 'FT31',
    fault: `the mail server takes the line and is silent, cuts it, comes back; ${READERS} people have something due, under load`,
    seen: `asked on ${silent.lines} lines in 25 s of silence and on ${aRound.toFixed(1)} a round while cut, ${compared.acknowledged} sheets acknowledged, none refused or lost (99 of 100 waited less than ${wait99} ms), then ${to.length} letters, one each; ended after ${Math.round(endMs)} ms when asked to`,
    control: `each letter tries for itself, as it was (found and mended): ${control} attempts in the first round, ten seconds each where it is silent`,
  })
})

test('a mail server whose name nobody knows: nobody waits for it', async () => {
  const { load, told, end } = await office([], 'smtp://mail.khong-co.invalid')
  await waitFor(() => told() >= 2, 120_000, 'no round came to its end')
  await load.more(20)
  const rounds = told()
  const { compared, wait99 } = await end()
  record({
    id: 'FT31',
    fault: 'the name of the mail server cannot be looked up, under load',
    seen: `${rounds} rounds of one attempt each; ${compared.acknowledged} sheets acknowledged, none refused or lost (99 of 100 waited less than ${wait99} ms)`,
    control: 'see the row above',
  })
})
