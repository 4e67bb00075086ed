/// <reference types="vitest/config" />
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

/** The staff application, and the tests. The parent's page and the server have their own entries in server/deploy/build.mjs. */
export default defineConfig({
  root: 'client/staff',
  base: '/staff/',
  plugins: process.env.VITEST ? [] : [solid()],
  build: { outDir: '../../dist/staff', emptyOutDir: true, target: 'es2022' },
  test: {
    root: '.',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/fixed-chance.ts', 'test/show-locks.ts'],
    exclude: ['test/journeys/**', 'test/postgres/**', 'test/faults/**', 'test/abuse/**', 'node_modules/**'],
    // As long as the same tests have on PostgreSQL: what waits for a processor has not failed.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Files of one worker share what they load: no test changes anything outside itself.
    isolate: false,
  },
})
