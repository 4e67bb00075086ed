import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Faults on purpose, one file at a time: `npm run faults` and `npm run abuse`. A fault that cannot be made here is skipped, and says why. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/faults/**/*.test.ts', 'test/abuse/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 7_200_000,
    hookTimeout: 300_000,
  },
})
