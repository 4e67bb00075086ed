import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The browser tests: `npx vitest run --config test/journeys/vitest.config.ts`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
