import { afterAll, expect } from 'vitest'
import { nameOf, shownIn } from './locked-requests.ts'
import { SHOWN_IN } from './locking-routes.ts'

/** A file that is to show steps has shown them, when all its tests have run and passed. */
// biome-ignore lint/correctness/noEmptyPattern: Vitest wants a pattern first and gives the file second.
afterAll(({}, { tasks }) => {
  const { testPath = '' } = expect.getState()
  const wanted = SHOWN_IN[nameOf(testPath)]
  if (wanted === undefined || tasks.some(({ result }) => result?.state !== 'pass')) return
  const shown = shownIn(testPath)
  expect(
    wanted.filter((key) => !shown.has(key)),
    'steps this file does not show any more',
  ).toEqual([])
})
