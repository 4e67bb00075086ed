import { expect, test } from 'vitest'
import { COMMANDS } from '../../server/command/commands.ts'
import { runCommand } from '../../server/command/run-command.ts'

/** Nothing lies there and nothing can be made there: whoever opens data before the words were understood fails with 1. */
const NOWHERE = { DATA_DIR: '/dev/null/nowhere', LOG_LEVEL: 'silent' }

async function say(...words: string[]) {
  const said = { out: [] as string[], err: [] as string[] }
  const status = await runCommand(words, {
    env: { ...NOWHERE },
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
