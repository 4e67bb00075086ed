import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkDatabase } from '../../server/db/check-database.ts'
import { engineOf } from '../../server/db/engine.ts'
import { sqliteFile } from '../../server/db/open-database.ts'
import { actOf } from '../../server/deps.ts'
import { saidOf } from '../../server/evidence/find-evidence.ts'
import { keepEvidence } from '../../server/evidence/keep-evidence.ts'
import { patternOf, type SearchText, searchText, type Wanted, wantedIn } from '../../server/evidence/search-text.ts'
import { searchEvidence } from '../../server/evidence/store.ts'
import { wipe } from '../../server/privacy/tidy.ts'
import { json, world } from '../world.ts'

type World = Awaited<ReturnType<typeof world>>

const ABOUT = {
  unitId: null,
  number: '1/BC',
  issuedOn: '2021-03-15',
  issuer: 'Sở',
  abstract: 'Báo cáo',
  fileName: 'a.pdf',
}
const SYLLABLES = [
  'kế',
  'Kê',
  'ke',
  'kẻ',
  'hoạch',
  'HOẠCH',
  'hoach',
  'hòa',
  'hoà',
  'hoa',
  'lý',
  'lí',
  'quản',
  'đ',
  'Đ',
  'd',
  'dưới',
  'được',
]
const ODD = [
  '45/QĐ-SGDĐT',
  '45',
  '4',
  '5',
  'a_b',
  '100%',
  'ខ្មែរ',
  'ភាសា',
  'ſ',
  'ΣΑΣ',
  'İ',
  'ﬁ',
  '한국',
  '한',
  '"',
  "'",
  '*',
  ':',
  '(',
  ')',
  '^',
  '-',
  'NOT',
  'or',
  'NEAR',
  'plain:',
  '\\',
  '😀',
]
const ENDS = [' ', '  ', '\n', '\f', ', ', '. ', '/', '-', '\u00a0', '']

/** Chance that can be repeated. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
    return state / 0x7fff_ffff
  }
  return { next, pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T }
}

function textBy({ next, pick }: ReturnType<typeof chance>, words: number): string {
  const parts = Array.from({ length: words }, () => `${pick(next() < 0.7 ? SYLLABLES : ODD)}${pick(ENDS)}`)
  return next() < 0.5 ? parts.join('') : parts.join('').normalize('NFD')
}

async function keep({ db, deps }: World, id: number, text: string): Promise<string> {
  const name = id.toString(16).padStart(32, '0')
  const file = { size: 1, contentHash: name.repeat(2) }
  await db.transaction().execute((inside) => {
    const paper = { state: 'read', pages: 1, text } as const
    return keepEvidence(inside, actOf(deps, 'command'), 'everywhere', name, ABOUT, file, paper)
  })
  return name
}

/** The plain scan: what every paper says, looked through from end to end. */
const scan = (texts: ReadonlyMap<string, SearchText>, wanted: readonly Wanted[]): string[] =>
  [...texts].flatMap(([id, { folded, plain }]) => {
    const holds = (one: Wanted) => (one.marked ? folded : plain).includes(patternOf(one).slice(1, -1))
    return wanted.every(holds) ? [id] : []
  })

const search = async ({ deps }: World, wanted: readonly Wanted[]) => {
  const rows = await searchEvidence(deps.read, 'everywhere', { wanted, limit: 1000, offset: 0 })
  return rows.map(({ id }) => id)
}

// Case J05.
test('the index finds what a walk through every paper finds, whatever is written and whatever is asked', async () => {
  const at = await world()
  const by = chance(20_261_126)
  const texts = new Map<string, SearchText>()
  const add = async (text: string) =>
    texts.set(await keep(at, texts.size, text), searchText(`${saidOf(ABOUT)} ${text}`))
  const long = 'dài'.repeat(50)
  // More different words than PostgreSQL's index can hold of one paper, and words longer than it keeps.
  const wide = Array.from({ length: 12_000 }, (_, place) => `${'ខ'.repeat(30)}${place}`).join(' ')
  const special = [`x ${long} y`, `x ${long}ra y`, `x ${'a'.repeat(99)}`, `x ${'a'.repeat(100)}`, `kế ${wide} cuốicùng`]
  for (const text of special) await add(text)
  for (let paper = 0; paper < 60; paper++) {
    const text = textBy(by, 1 + Math.floor(by.next() * 12))
    await add(text)
  }
  const asked = [
    long,
    `${long}r`,
    `"${long} y"`,
    'dai'.repeat(50),
    'dai'.repeat(34),
    'a'.repeat(99),
    'a'.repeat(100),
    'cuoi',
    'cuốicùng',
    'kế cuốicùng',
    '"ខ្មែរ cuốicùng"',
  ]
  for (let turn = 0; turn < 300; turn++) {
    const some = textBy(by, 1 + Math.floor(by.next() * 3))
    const quoted = by.next() < 0.3 ? `"${some}"` : some
    asked.push(by.next() < 0.3 ? quoted.slice(0, -1) : quoted)
  }
  let hits = 0
  let misses = 0
  for (const query of asked) {
    const wanted = wantedIn(query)
    if (wanted.length === 0) continue
    const expected = scan(texts, wanted)
    expect((await search(at, wanted)).toSorted(), query).toEqual(expected.toSorted())
    if (expected.length > 0) hits += 1
    else misses += 1
  }
  expect(hits).toBeGreaterThan(80)
  expect(misses).toBeGreaterThan(40)
})

const CANARY = 'zqxwchimvang'

/** What the database keeps of the words of papers on disk: the whole file, or the table of the texts with its index. */
async function bytesOf(at: World): Promise<Buffer> {
  await wipe(at.db, engineOf(at.db) === 'postgres')
  if (engineOf(at.db) === 'sqlite')
    return Buffer.concat(await Promise.all(['', '-wal'].map((end) => readFile(`${sqliteFile(at.dataDir)}${end}`))))
  await sql`checkpoint`.execute(at.db)
  const { rows } = await sql<{ bytes: Buffer }>`select pg_read_binary_file(pg_relation_filepath(relation)) as bytes
    from (values ('"evidenceText"'), ('"evidenceWords"')) as t (relation)`.execute(at.db)
  return Buffer.concat(rows.map(({ bytes }) => bytes))
}

test('of a withdrawn paper no word stays, neither to be found nor in the file', async () => {
  const at = await world()
  for (let paper = 0; paper < 40; paper++) await keep(at, paper, `kế hoạch số ${paper} zqxw`)
  const id = await keep(at, 99, `kế hoạch của ${CANARY}`)
  const wanted = wantedIn(CANARY)
  expect(await search(at, wanted)).toEqual([id])
  // The control: it stands in the texts and, as a word of its own, in the index.
  expect((await bytesOf(at)).includes(CANARY)).toBe(true)
  const admin = await at.as('admin')
  const gone = await admin(`/api/evidence/${id}/withdraw`, json('POST', {}, { 'if-match': '"1"' }))
  expect(gone.status).toBe(200)
  expect(await search(at, wanted)).toEqual([])
  expect(await search(at, wantedIn('hoach'))).toHaveLength(40)
  // In the index a word may follow another by what differs: the end of it counts as much. PostgreSQL keeps a dead row as long as a
  // transaction from before its end is under way anywhere on the server, also in the databases of other tests.
  const left = async () => {
    const bytes = await bytesOf(at)
    return [CANARY, CANARY.slice(4)].filter((letters) => bytes.includes(letters))
  }
  await expect.poll(left, { timeout: 60_000, interval: 250 }).toEqual([])
  expect((await checkDatabase(at.db)).damage).toEqual([])
  // The next paper takes the free place, and is found there.
  const next = await keep(at, 100, 'kế hoạch mới')
  expect(await search(at, wantedIn('moi'))).toEqual([next])
})

test('a paper that is missing in the index is told by the check of the data', async () => {
  const at = await world({ onSqlite: true })
  await keep(at, 1, 'kế hoạch')
  expect((await checkDatabase(at.db)).damage).toEqual([])
  await sql`insert into "evidenceWords" ("evidenceWords") values ('delete-all')`.execute(at.db)
  expect((await checkDatabase(at.db)).damage).toEqual(['the index of words and the kept texts differ by 1 papers'])
})
