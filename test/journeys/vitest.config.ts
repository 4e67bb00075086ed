import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The browser tests: `npx vitest run --config test/journeys/vitest.config.ts`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/journeys/**/*.test.ts'],
    environment: 'node',
    // Each has a server, a folder and a browser of its own, and waits for them half of its time.
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
