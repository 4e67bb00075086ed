import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { root } from './run.mjs'

const table = join(root, 'test/faults/RESULTS.md')
const HEAD = '| id | what was done | seen | control that must fail | day | machine |'

const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release().split(/[.-]/).slice(0, 2).join('.')}, Node ${process.versions.node}`

/** Rows of before stay until what they tell of is done again. */
export function keepResults(file) {
  const results = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const text = readFileSync(table, 'utf8')
  const [above, below] = text.split(`${HEAD}\n`)
  const day = new Date().toISOString().slice(0, 10)
  const cell = (words) => String(words).replaceAll('|', '/').replaceAll('\n', ' ')
  const rows = new Map(
    below
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => [row.split(' | ').slice(0, 2).join(' | '), row]),
  )
  for (const { id, fault, seen, control } of results) {
    const row = [`| ${cell(id)}`, cell(fault), cell(seen), cell(control), day, `${machine} |`].join(' | ')
    rows.set(row.split(' | ').slice(0, 2).join(' | '), row)
  }
  const sorted = [...rows.values()].sort()
  writeFileSync(table, `${above}${HEAD}\n| --- | --- | --- | --- | --- | --- |\n${sorted.join('\n')}\n`)
}
