import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { isNew, openDatabase } from '../db/open-database.ts'
import { compareTruth, comparisonLines } from '../demo/compare-truth.ts'
import type { Progress } from '../demo/demo-round.ts'
import { truth } from '../demo/truth.ts'
import { provisionalEstimates } from '../estimates/provisional.ts'
import { getRound } from '../plan/store.ts'
import { type Command, CommandError, type Io, UsageError } from './command.ts'
import { onlyFlags, readCount } from './flags.ts'

const MOST_RESPONDENTS = 100_000
/** One a year, the last in the field. */
const MOST_ROUNDS = 5

export const demo: Command = {
  usage: 'demo [--schools N] [--respondents N] [--seed S] [--rounds N]',
  does: 'a synthetic province, a sampled round and simulated answers in DATA_DIR; prints each estimate beside the truth',
  run: async (args, io) => {
    const flags = onlyFlags(args, { schools: 'string', respondents: 'string', seed: 'string', rounds: 'string' })
    const respondents = readCount(flags.respondents, 'respondents', 2000)
    const schools = flags.schools === undefined ? undefined : readCount(flags.schools, 'schools', 549)
    if (respondents > MOST_RESPONDENTS) throw new UsageError(`--respondents is at most ${MOST_RESPONDENTS}`)
    const rounds = readCount(flags.rounds, 'rounds', 1)
    if (rounds > MOST_ROUNDS) throw new UsageError(`--rounds is at most ${MOST_ROUNDS}`)
    const seed = flags.seed ?? '2021'
    if (!/^[\w.-]{1,40}$/.test(seed)) throw new UsageError('--seed is up to 40 letters, digits, dots and dashes')
    await refuseFullFolder(io)
    await refuseFullDatabase(io)
    const { makeDemo } = await import('../demo/make-demo.ts')
    const { deps, roundId, population } = await makeDemo(
      io.config,
      { seed, schools, respondents, rounds },
      progressOn(io),
    )
    try {
      const round = await getRound(deps.db, roundId)
      const found = await provisionalEstimates(deps.db, round)
      io.out(`round ${roundId}  ${round.name}`)
      if (!found) return
      const rows = compareTruth(found, truth(population))
      io.out(`${found.rows} sheets from ${round.plan.pupilsPerClass} pupils a class; every figure is simulated`)
      for (const line of comparisonLines(rows)) io.out(line)
    } finally {
      await deps.close()
    }
  },
}

async function refuseFullFolder(io: Io): Promise<void> {
  for (const name of ['hailong.sqlite', join('keys', 'master.key')]) {
    const there = await access(join(io.config.dataDir, name)).then(
      () => true,
      () => false,
    )
    if (there)
      throw new CommandError(`DATA_DIR ${io.config.dataDir} already holds data; a demonstration needs an empty folder`)
  }
}

async function refuseFullDatabase({ config }: Io): Promise<void> {
  if (!config.databaseUrl) return
  const { db, read } = await openDatabase(config)
  const free = await isNew(db)
  await read.destroy()
  await db.destroy()
  if (!free)
    throw new CommandError('the database of DATABASE_URL already holds data; a demonstration needs an empty one')
}

function progressOn(io: Io): Progress {
  if (!io.terminal) return () => {}
  return (step, done, of) => process.stderr.write(`\r${step} ${done}/${of}${done >= of ? '\n' : ''}`)
}
