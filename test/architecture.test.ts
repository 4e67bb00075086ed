import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rooms = ['surveys', 'analysis', 'server', 'client', 'test'] as const
type Room = (typeof rooms)[number]

/** Which room may import which. `types` means: only `import type`. */
const allowed: Record<Room, readonly string[]> = {
  surveys: ['surveys'],
  analysis: ['analysis'],
  server: ['server', 'surveys', 'analysis', 'client/words', 'client/charts'],
  client: ['client', 'surveys', 'analysis'],
  test: ['test', 'surveys', 'analysis', 'server', 'client'],
}
const packagesOf: Partial<Record<Room, RegExp>> = {
  surveys: /^zod$/,
  analysis: /^(simple-statistics|@stdlib\/.+)$/,
}

function files(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) return files(path)
    return /\.(ts|tsx)$/.test(name) ? [path] : []
  })
}

const sources = rooms.flatMap((room) =>
  files(join(root, room)).map((path) => ({ room, path, name: relative(root, path) })),
)
const importLine = /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

/** Problems with one source text; a function of its own so that the negative controls can feed it a wrong text. */
function wrongImports(room: Room, name: string, text: string): string[] {
  const wrong: string[] = []
  for (const [, typeOnly, target] of text.matchAll(importLine)) {
    if (!target.startsWith('.')) {
      const only = packagesOf[room]
      if (only && !only.test(target)) wrong.push(`${name} imports ${target}`)
      continue
    }
    const reached = relative(root, join(root, name, '..', target))
    if (allowed[room].some((prefix) => reached.startsWith(`${prefix}/`))) continue
    if (room === 'client' && typeOnly && reached.startsWith('server/')) continue
    wrong.push(`${name} imports ${reached}`)
  }
  return wrong
}

function impurities(name: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  return [...code.matchAll(/\b(Math\.random|Date\b|performance\.now|crypto\.)/g)].map(
    ([found]) => `${name} uses ${found}`,
  )
}

/** A module that is left out of the program of most pages (server/deploy/lean-forms.mjs), and what it adds to. */
const KNOWN_ROUNDS = ['client/respondent/more.ts']

/** Files that need each other while they run, each once; a file is only read when all it imports is. */
function rounds(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (name: string, above: readonly string[]): void => {
    if (above.includes(name)) found.push([...above.slice(above.indexOf(name)), name].join(' -> '))
    if (done.has(name)) return
    done.add(name)
    for (const next of imports.get(name) ?? []) walk(next, [...above, name])
  }
  for (const name of imports.keys()) walk(name, [])
  return found
}

/** What a file imports of ours that is there at run time: neither types nor what is fetched when it is needed. */
function importsOf(name: string, text: string): string[] {
  return [...text.matchAll(importLine)]
    .filter(([line, typeOnly, target]) => !typeOnly && target.startsWith('.') && !isOnlyTypes(line))
    .map(([, , target]) => relative(root, join(root, name, '..', target)))
    .filter((target) => !KNOWN_ROUNDS.includes(target))
}

/** `server/sample/draw.ts` -> `sample`; empty for what lies beside the stages, and outside of the server. */
const folderOf = (name: string): string => /^server\/([^/]+)\//.exec(name)?.[1] ?? ''

function isOnlyTypes(line: string): boolean {
  const names = /^import \{([^}]*)\}/
    .exec(line)?.[1]
    .split(',')
    .filter((one) => one.trim() !== '')
  return names?.every((one) => one.trim().startsWith('type ')) ?? false
}

describe('the rooms keep their directions', () => {
  test('every import goes the way design allows', () => {
    expect(sources.flatMap(({ room, path, name }) => wrongImports(room, name, readFileSync(path, 'utf8')))).toEqual([])
  })
  test('no two files need each other', () => {
    const imports = sources.map(({ name, path }) => [name, importsOf(name, readFileSync(path, 'utf8'))] as const)
    expect(rounds(new Map(imports))).toEqual([])
    // The check sees a round of three, and not one of types.
    expect(
      rounds(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a -> b -> c -> a'])
    expect(importsOf('x/c.ts', "import { type A, a } from './a.ts'\n")).toEqual(['x/a.ts'])
    expect(importsOf('x/c.ts', "import { type A } from './a.ts'\nimport type { B } from './b.ts'\n")).toEqual([])
  })
  test('two folders of the server need each other only where they are one thing', () => {
    const edges = new Set(
      sources.flatMap(({ name, path }) =>
        importsOf(name, readFileSync(path, 'utf8')).map((target) => [folderOf(name), folderOf(target)].join(' ')),
      ),
    )
    const both = [...edges].filter((edge) => {
      const [from, to] = edge.split(' ')
      return from && to && from < to && edges.has(`${to} ${from}`)
    })
    expect(both.toSorted()).toEqual(['assessment evidence', 'bench command', 'http staff', 'instruments plan'])
  })
  test('surveys and analysis know neither time nor chance', () => {
    const pure = sources.filter(({ room }) => room === 'surveys' || room === 'analysis')
    expect(pure.flatMap(({ path, name }) => impurities(name, readFileSync(path, 'utf8')))).toEqual([])
  })
  test('the check itself sees a wrong import and a clock', () => {
    expect(wrongImports('surveys', 'surveys/x.ts', "import { a } from '../server/app.ts'\n")).toHaveLength(1)
    expect(wrongImports('analysis', 'analysis/x.ts', "import fs from 'node:fs'\n")).toHaveLength(1)
    expect(wrongImports('client', 'client/staff/x.ts', "import { a } from '../../server/app.ts'\n")).toHaveLength(1)
    expect(wrongImports('client', 'client/staff/x.ts', "import type { A } from '../../server/app.ts'\n")).toEqual([])
    expect(impurities('x', 'const now = Date.now()')).toHaveLength(1)
    expect(impurities('x', '// Date is refused here')).toEqual([])
  })
})

describe('files stay small enough to read', () => {
  const free = /(^|\/)(forms|criteria|words|golden|migrations)\//
  const lines = sources
    .filter(({ name }) => !free.test(name))
    .map(({ room, path, name }) => ({ room, name, count: readFileSync(path, 'utf8').split('\n').length }))
  test('no source file above 400 lines, no test above 600', () => {
    const tooLong = lines.filter(({ room, count }) => count > (room === 'test' ? 600 : 400))
    expect(tooLong).toEqual([])
    const sorted = lines.map(({ count }) => count).sort((a, b) => a - b)
    console.info(
      `source files: ${sorted.length}, median ${sorted[Math.floor(sorted.length / 2)]}, p95 ${sorted[Math.floor(sorted.length * 0.95)]} lines`,
    )
  })
  test('no file is named after nothing', () => {
    expect(
      sources.filter(({ name }) => /(^|\/)(utils?|helpers?|common|types|index|manager|service)\.tsx?$/.test(name)),
    ).toEqual([])
  })
})
