import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COLUMNS, prepare, TASKS } from '../../server/bench/analyze-tasks.ts'
import { readNumericCsv } from '../../server/bench/numeric-csv.ts'
import { bench } from '../../server/command/bench.ts'
import { readConfig } from '../../server/config.ts'

const folder = join(import.meta.dirname, '../golden/r')
const file = join(folder, 'strata-items.csv')
type Row = { mean: number[]; se: number[] }
const golden = JSON.parse(await readFile(join(folder, 'strata-items.json'), 'utf8')) as Record<
  'all' | 'by' | 'raked' | 'calibrated',
  Row
> &
  Record<'rakedWeights' | 'calibratedWeights', number[]>

const near = (found: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(found / expected - 1)).toBeLessThan(relative)

test('what is measured is what R computes', async () => {
  const data = prepare(await readNumericCsv(file, COLUMNS))
  const check = (name: string) => TASKS[name].run(data, 1, '1').check
  const a = check('a')
  near(a.mean1, golden.all.mean[0])
  near(a.se1, golden.all.se[0])
  near(a.mean2, golden.all.mean[1])
  near(a.se2, golden.all.se[1])
  const b = check('b')
  near(b.mean, golden.by.mean[0])
  near(b.se, golden.by.se[0])
  for (const name of ['c', 'c3']) {
    near(check(name).mean, golden.raked.mean[0])
    near(check(name).se, golden.raked.se[0], 1e-11)
  }
  near(check('c').least, golden.rakedWeights[0])
  near(check('c').greatest, golden.rakedWeights[1])
  const c2 = check('c2')
  near(c2.mean, golden.calibrated.mean[0], 1e-9)
  near(c2.se, golden.calibrated.se[0], 1e-8)
  near(c2.least, golden.calibratedWeights[0], 1e-8)
  near(c2.greatest, golden.calibratedWeights[1], 1e-8)
  const d = check('d')
  near(d.mean, golden.all.mean[0])
  // 500 replicates: the error of the error is about the root of 1/1000, 3 %.
  near(d.se, golden.all.se[0], 0.12)
})

test('the command prints each task with its seconds', async () => {
  const lines: string[] = []
  const io = { out: (text: string) => lines.push(text), err: () => {}, config: readConfig({}), terminal: false }
  await bench.run(['analyze', file, '--runs', '2', '--tasks', 'a,c'], io)
  const said = JSON.parse(lines.join('\n')) as {
    rows: number
    results: { task: string; cpuSeconds: number; runs: number }[]
  }
  expect(said.rows).toBe(1760)
  expect(said.results.map(({ task, runs }) => [task, runs])).toEqual([
    ['a', 2],
    ['c', 2],
  ])
  for (const { cpuSeconds } of said.results) expect(cpuSeconds).toBeGreaterThan(0)
  await expect(bench.run(['analyze', file, '--tasks', 'z'], io)).rejects.toThrow('--tasks knows a,b,c,c2,c3,d, not z')
  await expect(bench.run(['analyse'], io)).rejects.toThrow('say bench analyze')
})

test('a file that is not such a table is refused with its line and column', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hailong-csv-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const kinds = { a: 'whole', b: 'small', c: 'exact' } as const
  const read = async (text: string) => {
    const path = join(dir, 'table.csv')
    await writeFile(path, text)
    const { rows, columns } = await readNumericCsv(path, kinds)
    return { rows, ...Object.fromEntries([...columns].map(([name, column]) => [name, [...column]])) }
  }
  expect(await read('x,a,b,c\r\nany,1,2.5,-3.25\r\n,-2,,0.125\r\n')).toEqual({
    rows: 2,
    a: [1, -2],
    b: [2.5, Number.NaN],
    c: [-3.25, 0.125],
  })
  expect(await read('\uFEFF"a","b","c"\n1,2,3')).toEqual({ rows: 1, a: [1], b: [2], c: [3] })
  for (const [text, reason] of [
    ['a,b\n1,2\n', 'has no column c'],
    ['a,b,c\n', 'has no rows'],
    ['a,b,c\n1,2\n', 'line 2 c has fewer fields'],
    ['a,b,c\n1,2,3,4\n', 'has more fields'],
    ['a,b,c\n1,2,3\n1,x,3\n', 'line 3 b is no number'],
    ['a,b,c\n1.5,2,3\n', 'line 2 a is no whole number'],
    ['a,b,c\n,2,3\n', 'line 2 a is no whole number'],
    ['a,b,c\n1,2,1.2.3\n', 'line 2 c is no number'],
    ['a,b,c\n1,2,-\n', 'line 2 c is no number'],
    ['a,b,c\n1,2,1e5\n', 'line 2 c is no number'],
  ])
    await expect(read(text), text).rejects.toThrow(reason)
  await expect(readNumericCsv(join(dir, 'none.csv'), kinds)).rejects.toThrow('cannot be read')
})
