import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Walks through the built product with a real browser, one file after the other: two cores carry one browser and one server. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    environment: 'node',
    include: ['test/journeys/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
