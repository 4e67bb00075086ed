import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COMMANDS } from '../../server/command/commands.ts'
import { runCommand } from '../../server/command/run-command.ts'
import { world, writeKeyFile } from '../world.ts'
import { FIELDING } from './journey.ts'

/** Nothing lies there and nothing can be made there: whoever opens data before the words were understood fails with 1. */
const NOWHERE = { DATA_DIR: '/dev/null/nowhere', LOG_LEVEL: 'silent' }

const say = (...words: string[]) => sayOn(NOWHERE, words)

async function sayOn(env: NodeJS.ProcessEnv, words: readonly string[]) {
  const said = { out: [] as string[], err: [] as string[] }
  const status = await runCommand(words, {
    env: { ...env },
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    terminal: false,
  })
  return { status, ...said }
}

const NAMES = Object.keys(COMMANDS)

test('a command that is not there, or none, is wrong usage and names those that are', async () => {
  for (const words of [[], ['nosuch'], ['toString'], ['--version']])
    expect(await say(...words)).toEqual({
      status: 2,
      out: [],
      err: [expect.stringMatching(/^usage: .*say one of serve, demo, .*, user, or --help$/)],
    })
})

test('every command tells what it takes', async () => {
  for (const name of NAMES) {
    const { status, out, err } = await say(name, '--help')
    expect({ name, status, out: out.join('\n').split('\n')[0], err }).toEqual({
      name,
      status: 0,
      out: expect.stringMatching(`^hailong ${name}\\b`),
      err: [],
    })
  }
  expect((await say('--help')).out).toHaveLength(NAMES.length)
})

test('what a command does not know stops it with one line before any data are opened', async () => {
  const round = ['--round', 'r1']
  const strange: string[][] = [
    ...NAMES.map((name) => [name, '--nosuch']),
    ...['serve', 'demo', 'tidy', 'verify', 'move'].map((name) => [name, 'strange']),
    ...['slips', 'freeze', 'weigh', 'estimate'].map((name) => [name, ...round, 'strange']),
    ['report', ...round, '--out', 'there', 'strange'],
    ['export', ...round, '--out', 'there', '--format', 'csv', 'strange'],
    ...[['coverage'], ['ingest'], ['page', '--runs', '0']].map((words) => ['bench', ...words, 'strange']),
    ['slips', ...round, '--limit', '-1'],
    ['slips', ...round, '--limit'],
    ['slips', ...round, '--limit', '0'],
  ]
  for (const words of strange) {
    const { status, out, err } = await say(...words)
    expect({ words, status, out, err }).toEqual({
      words,
      status: 2,
      out: [],
      err: [expect.stringMatching(/^usage: .+$/)],
    })
    expect(err[0]).not.toContain('\n')
  }
})

test('what is understood and cannot be done is one line and another status', async () => {
  const { status, out, err } = await say('round', 'list')
  expect({ status, out, lines: err.join('\n').split('\n').length }).toEqual({ status: 1, out: [], lines: 1 })
})

test('a file of sheets is read whole or not at all, and what is not ready says what to do first', async () => {
  const { dataDir, begun, db } = await world({ beginning: FIELDING, onSqlite: true })
  await writeKeyFile(dataDir)
  const round = ['--round', begun.id]
  const submitted = async (name: string, text: string) => {
    const file = join(dataDir, name)
    await writeFile(file, text)
    return sayOn({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, ['submit', ...round, file])
  }
  const sheet = JSON.stringify({ slip: 'x', form: 'ph-th', answers: {} })
  for (const line of ['null', '5', '"A1"', '[]', '{'])
    expect(await submitted('sheets.jsonl', `${sheet}\n${line}\n`)).toEqual({
      ...{ status: 1, out: [], err: ['line 2 is no sheet as JSON; nothing of the file is stored'] },
    })
  expect(await submitted('empty.csv', '')).toMatchObject({
    status: 1,
    err: [expect.stringMatching(/^the file is no CSV/)],
  })
  const { rows } = await db
    .selectFrom('response')
    .select(({ fn }) => fn.countAll().as('rows'))
    .executeTakeFirstOrThrow()
  expect(Number(rows)).toBe(0)

  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'silent' }
  const exported = await sayOn(env, ['export', ...round, '--format', 'csv', '--out', join(dataDir, 'out')])
  expect(exported).toMatchObject({ status: 1, err: [expect.stringContaining('hailong freeze --round ID')] })
  const weighed = await sayOn(env, ['weigh', ...round])
  expect(weighed).toMatchObject({ status: 1, err: [expect.stringMatching(/\(.*state fielding.*\)/)] })
})

test('what is no case has an error and an id like any other, and the next case goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-cases-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'two.csv'), 'w,y\n1,1\n1,3\n')
  const good = { id: 'good', design: { dataset: 'two', kind: 'linearised', ids: [], weights: 'w' } }
  const cases = [null, 5, {}, { id: 'a', design: null }, { ...good, call: { fn: 'mean', vars: ['y'] } }]
  await writeFile(join(folder, 'cases.json'), JSON.stringify({ cases }))
  const { status, out } = await say('analyze', join(folder, 'cases.json'), '--data', folder)
  expect(status).toBe(0)
  const failed = (id: string) => ({
    id,
    error: { code: expect.stringMatching(/_/), message: expect.stringMatching(/\S/) },
  })
  const { results } = JSON.parse(out[0] ?? '') as { results: unknown[] }
  expect(results).toMatchObject([failed(''), failed(''), failed(''), failed('a'), { id: 'good', rows: [{ est: 2 }] }])
  expect(out[0]).not.toMatch(/Cannot read|undefined/)
})
