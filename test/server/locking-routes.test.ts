import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockingRoutes, SHOWN_IN } from '../locking-routes.ts'
import { world } from '../world.ts'

test('every change with a version is named with the test that shows it: 428 without, 412 with another one, done with its own', async () => {
  const { app } = await world()
  const named = Object.values(SHOWN_IN).flat()
  expect(named.toSorted()).toEqual(lockingRoutes(app.routes).toSorted())
  const files = await readdir(import.meta.dirname)
  expect(Object.keys(SHOWN_IN).filter((file) => !files.includes(`${file}.test.ts`))).toEqual([])
  // One that is new and not named would be seen.
  app.put('/api/new/:id', (c) => c.text(String(ifMatch(c))))
  expect(lockingRoutes(app.routes)).toContain('PUT /api/new/:id')
})
const ifMatch = (_: unknown) => 0

test('a version is read in the routes, and by no function the list does not know', async () => {
  const { app } = await world()
  const server = join(import.meta.dirname, '..', '..', 'server')
  let reads = 0
  for (const name of await readdir(server, { recursive: true }))
    if (name.endsWith('.ts'))
      reads += (await readFile(join(server, name), 'utf8')).match(/\bifMatch\(c\)/g)?.length ?? 0
  const ofRoutes = new Set(app.routes.flatMap(({ handler }) => (/\bifMatch\b/.test(String(handler)) ? [handler] : [])))
  // `take`, `change` and `lockOf` read it for several routes.
  expect(reads - ofRoutes.size).toBe(3)
})
