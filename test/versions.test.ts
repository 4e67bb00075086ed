import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import { describe, expect, test } from 'vitest'

type Package = { version: string; integrity?: string; link?: boolean }
type Manifest = {
  engines: { node: string }
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  overrides: Record<string, Record<string, string>>
}

const root = join(import.meta.dirname, '..')
const text = (name: string) => readFileSync(join(root, name), 'utf8')
const manifest: Manifest = JSON.parse(text('package.json'))
const named = { ...manifest.dependencies, ...manifest.devDependencies }
const locked: Record<string, Package> = JSON.parse(text('package-lock.json')).packages

/** Below zero: `a` is older than `b`. A pre-release counts as older than its release. */
function compareVersions(a: string, b: string): number {
  const read = (version: string) => {
    const parts = /^(\d+)\.(\d+)\.(\d+)(-.+)?$/.exec(version)
    if (!parts) throw new Error(`${version} is no exact version`)
    return [Number(parts[1]), Number(parts[2]), Number(parts[3]), parts[4] ? 0 : 1]
  }
  const [left, right] = [read(a), read(b)]
  return left.map((part, i) => part - right[i]).find((difference) => difference !== 0) ?? 0
}

/** Every copy of a package in the tree, the ones below other packages too. */
function copiesOf(name: string): string[] {
  return Object.entries(locked)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version)
}

/** Advisories fixed in these versions: kysely CVE-2026-32763 and CVE-2026-44635, hono up to 4.13.5, node-server GHSA-frvp-7c67-39w9. */
const gates = [
  { name: 'kysely', from: '0.28.17', below: '0.29.0' },
  { name: 'hono', from: '4.13.5', below: '5.0.0' },
  { name: '@hono/node-server', from: '1.19.15', below: '3.0.0' },
]

describe('the packages are those we decided on', () => {
  test.each(gates)('$name is new enough, in every copy', ({ name, from, below }) => {
    const copies = copiesOf(name)
    expect(copies.length).toBeGreaterThan(0)
    for (const version of copies) {
      expect(compareVersions(version, from), `${name} ${version}`).toBeGreaterThanOrEqual(0)
      expect(compareVersions(version, below), `${name} ${version}`).toBeLessThan(0)
    }
  })

  test('no spreadsheet is read by SheetJS, whose npm releases stopped before their fixes', () => {
    expect(copiesOf('xlsx')).toEqual([])
  })

  test('SQLite is past the bug that could corrupt a database with two connections', async () => {
    const version = await new Promise<string>((resolve, reject) => {
      const db = new sqlite3.Database(':memory:')
      db.get<{ version: string }>('select sqlite_version() as version', (error, row) => {
        db.close()
        if (error) reject(error)
        else resolve(row.version)
      })
    })
    expect(compareVersions(version, '3.51.3')).toBeGreaterThanOrEqual(0)
  })

  test('package.json names exact versions, and the lock file has them', () => {
    for (const [name, version] of Object.entries(named)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version)
    }
  })

  test('every package of the lock file can be told from a changed one', () => {
    const loose = Object.entries(locked).filter(([path, { integrity }]) => path !== '' && !integrity)
    expect(loose.map(([path]) => path)).toEqual([])
  })

  test('the oldest Node that is promised is the oldest that the packages run on', () => {
    expect(manifest.engines.node).toBe('>=20.19.0')
    expect(compareVersions(process.versions.node, '20.19.0')).toBeGreaterThanOrEqual(0)
  })

  test('the comparison itself tells older from newer', () => {
    expect(compareVersions('0.28.9', '0.28.17')).toBeLessThan(0)
    expect(compareVersions('1.19.14', '1.19.15')).toBeLessThan(0)
    expect(compareVersions('2.1.9', '1.19.15')).toBeGreaterThan(0)
    expect(compareVersions('0.29.0-rc.1', '0.29.0')).toBeLessThan(0)
    expect(compareVersions('4.13.5', '4.13.5')).toBe(0)
    expect(() => compareVersions('^4.13.5', '4.13.5')).toThrow('no exact version')
  })
})

describe('every package has its reason', () => {
  const reasons = [...text('DECISIONS.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name]) => name)

  test('DECISIONS.md has one line for each package of package.json, and none for another', () => {
    expect(reasons.toSorted()).toEqual(Object.keys(named).toSorted())
  })
})
