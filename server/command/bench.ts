import { COLUMNS, prepare, TASKS } from '../bench/analyze-tasks.ts'
import { peakMemoryMiB } from '../bench/measure.ts'
import { readNumericCsv } from '../bench/numeric-csv.ts'
import { benchCoverage } from './bench-coverage.ts'
import { benchIngest } from './bench-ingest.ts'
import { benchPage } from './bench-page.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { onlyFlags, readCount, readFlags } from './flags.ts'

export const bench: Command = {
  usage:
    'bench analyze FILE.csv [--tasks a,b,c,c2,c3,d] [--runs N] [--seed S] | bench coverage [--samples N] [--seed S] [--draws pps,sorted,sampford,simple,cube] [--plan 4x2x15] [--schools N] | bench ingest [--sheets N] [--connections N] [--seed S] [--dir DIR] | bench page [--form ID] [--runs N] [--cpu N] [--kbit N] [--rtt MS] [--chromium PATH]',
  does: 'the seconds of estimation on a file with columns stratum, psu, w, sex, age, district, level, q01 to q30; or how often the intervals of many samples of the synthetic province hold the truth; or how many sheets a second a server of its own takes, and what they cost it; or the bytes of the pages of all forms, and on a slow phone the times of one beside plain HTML; JSON out',
  run: async (args, io) => {
    const kinds = { tasks: 'string', runs: 'string', seed: 'string' } as const
    const coverageKinds = {
      samples: 'string',
      seed: 'string',
      draws: 'string',
      plan: 'string',
      schools: 'string',
    } as const
    const pageKinds = {
      form: 'string',
      runs: 'string',
      cpu: 'string',
      kbit: 'string',
      rtt: 'string',
      chromium: 'string',
    } as const
    const [subject] = args
    if (subject === 'coverage') return benchCoverage(onlyFlags(args.slice(1), coverageKinds), io)
    if (subject === 'ingest')
      return benchIngest(
        onlyFlags(args.slice(1), { sheets: 'string', connections: 'string', seed: 'string', dir: 'string' }),
        io,
      )
    if (subject === 'page') return benchPage(onlyFlags(args.slice(1), pageKinds), io)
    const flags = readFlags(args, kinds)
    const [first, ...words] = flags.words
    if (first !== 'analyze')
      throw new UsageError('say bench analyze FILE.csv, bench coverage, bench ingest or bench page')
    await analyze(words, flags, io)
  },
}

async function analyze(
  words: readonly string[],
  flags: Readonly<{ tasks?: string; runs?: string; seed?: string }>,
  io: Io,
): Promise<void> {
  const [file] = words
  if (file === undefined || words.length !== 1) throw new UsageError('name one FILE.csv')
  const names = flags.tasks === undefined ? Object.keys(TASKS) : flags.tasks.split(',')
  const unknown = names.filter((name) => !Object.hasOwn(TASKS, name))
  if (unknown.length > 0)
    throw new UsageError(`--tasks knows ${Object.keys(TASKS).join(',')}, not ${unknown.join(',')}`)
  const runs = readCount(flags.runs, 'runs', 5)
  const table = await readNumericCsv(file, COLUMNS)
  const data = prepare(table)
  const results = []
  for (const name of names) {
    const task = TASKS[name] as (typeof TASKS)[string]
    if (task.most !== undefined && table.rows > task.most && flags.tasks === undefined) continue
    if (io.terminal) io.err(`${name}: ${task.what}`)
    const { cpuSeconds, wallSeconds, check } = task.run(data, runs, flags.seed ?? '1')
    results.push({ task: name, what: task.what, rows: table.rows, runs, cpuSeconds, wallSeconds, check })
  }
  io.out(
    JSON.stringify(
      { bench: 'analyze', file, rows: table.rows, node: process.version, peakMemoryMiB: peakMemoryMiB(), results },
      null,
      1,
    ),
  )
}
