import { COVERAGE_DRAWS, coverage, coverageTable } from '../bench/coverage.ts'
import { makeCoverageWorld } from '../bench/coverage-world.ts'
import { type Io, UsageError } from './command.ts'
import { readCount } from './flags.ts'

type CoverageFlags = Readonly<{
  samples?: string
  seed?: string
  draws?: string
  plan?: string
  schools?: string
}>

/** Schools a stratum (level x area), classes a school, pupils a class. */
function planOf(text: string) {
  const [, schoolsPerStratum, classesPerSchool, pupilsPerClass] = /^(\d{1,3})x(\d{1,3})x(\d{1,3})$/.exec(text) ?? []
  const counts = [schoolsPerStratum, classesPerSchool, pupilsPerClass].map(Number)
  if (counts.some((count) => !(count >= 1)))
    throw new UsageError(`--plan is SCHOOLSxCLASSESxPUPILS, such as 4x2x15, not "${text}"`)
  const [schools, classes, pupils] = counts as [number, number, number]
  return {
    strata: ['level', 'area'],
    schoolsPerStratum: schools,
    classesPerSchool: classes,
    pupilsPerClass: pupils,
    reserves: 0,
  }
}

export function benchCoverage(flags: CoverageFlags, io: Io): void {
  const draws = flags.draws === undefined ? Object.keys(COVERAGE_DRAWS) : flags.draws.split(',')
  const unknown = draws.filter((name) => !Object.hasOwn(COVERAGE_DRAWS, name))
  if (unknown.length > 0)
    throw new UsageError(`--draws knows ${Object.keys(COVERAGE_DRAWS).join(',')}, not ${unknown.join(',')}`)
  const samples = readCount(flags.samples, 'samples', 1000)
  const plan = planOf(flags.plan ?? '4x2x15')
  const seed = flags.seed ?? '1'
  const schools = flags.schools === undefined ? undefined : readCount(flags.schools, 'schools', 1)
  const world = makeCoverageWorld(seed, schools)
  const progress = (draw: string, done: number) => {
    if (io.terminal && done % 50 === 0) io.err(`${draw}: ${done} of ${samples}`)
  }
  const rows = coverage(world, { samples, seed, plan, draws, progress })
  if (io.terminal) for (const line of coverageTable(rows)) io.err(line)
  io.out(JSON.stringify({ bench: 'coverage', samples, seed, plan, schools: world.frame.length, rows }, null, 1))
}
