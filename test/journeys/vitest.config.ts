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
    // Files of one worker share what they load, the program of the parent's page among it, which is bundled once.
    isolate: false,
    // A machine at work takes its time from a tap to what follows from it.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
})
