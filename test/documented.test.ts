import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const stages = [
  'plan',
  'select',
  'weight',
  'variance',
  'estimate',
  'compare',
  'satisfaction',
  'assessment',
  'quality',
  'publish',
]
const users = ['analysis', 'server', 'client']

const sources = users
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => join(root, room, name)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') }))

type Found = Readonly<{ name: string; comment: string; code: string }>

function exportedFunctions(text: string): Found[] {
  const exported = /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export function\*? (\w+)/g
  return [...text.matchAll(exported)].map((match) => {
    const rest = text.slice((match.index ?? 0) + (match[1]?.length ?? 0))
    return { name: match[2] as string, comment: match[1] ?? '', code: rest.slice(0, rest.search(/\n\}(\n|$)/)) }
  })
}

/** It computes, and says it in more than ten lines: shorter ones are another function with less to give. */
function computes({ code }: Found): boolean {
  const bare = code.replace(/\/\/.*|'[^'\n]*'|`[^`]*`/g, '')
  return code.split('\n').length > 10 && / [*/] |\*\* |Math\.(sqrt|exp|log|sin|asin)/.test(bare)
}

const parts: Readonly<Record<string, RegExp>> = {
  'what it is': /\/\*\*\n \* \S/,
  'a formula': /\n \* {3,}\S/,
  'shapes and units': /@param|@returns/,
  'a source': /\n \* Source: \S/,
  'golden values': /\n \* Golden: \S/,
}
const lacking = ({ comment }: Found) => Object.keys(parts).filter((part) => !parts[part]?.test(comment))

/** Functions of a folder of `analysis/` that a file outside the folder imports: what a stage offers to the others. */
function offered(folder: string): Set<string> {
  const from = new RegExp(`import \\{([^}]*)\\} from '[./\\w-]*/${folder}/[\\w-]+\\.ts'`, 'g')
  const outside = sources.filter(({ name }) => !name.startsWith(`analysis/${folder}/`))
  const lists = outside.flatMap(({ text }) => [...text.matchAll(from)].map((match) => match[1] as string))
  return new Set(lists.flatMap((list) => list.split(',').map((one) => one.replace(/\btype\b| as .*/g, '').trim())))
}

describe('whoever reads a formula of analysis/ can check it', () => {
  const known = stages.flatMap((folder) => {
    const names = offered(folder)
    return sources
      .filter(({ name }) => name.startsWith(`analysis/${folder}/`))
      .flatMap(({ name, text }) => exportedFunctions(text).map((found) => ({ file: name, found })))
      .filter(({ found }) => names.has(found.name) && computes(found))
  })

  test('each says what it is, its formula, shapes, source and golden values', () => {
    const wrong = known.flatMap(({ file, found }) => {
      const missing = lacking(found)
      return missing.length > 0 ? [`${file} ${found.name} lacks ${missing.join(', ')}`] : []
    })
    expect(wrong).toEqual([])
  })

  test('the search finds the functions it should, and a comment without its source is seen', () => {
    const names = known.map(({ found }) => found.name)
    for (const name of ['stratumMoments', 'rake', 'proportionInterval', 'independenceTest', 'fitModel'])
      expect(names).toContain(name)
    const rake = known.find(({ found }) => found.name === 'rake')?.found as Found
    expect(lacking(rake)).toEqual([])
    expect(lacking({ ...rake, comment: rake.comment.replace('Source:', 'From:') })).toEqual(['a source'])
    expect(lacking({ ...rake, comment: '' })).toHaveLength(5)
  })
})
