import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * The server's tests once more on a real PostgreSQL, and those only it can have: `npx vitest run --config
 * test/postgres/vitest.config.ts`. Left out is what never opens a database.
 */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/server/**/*.test.ts', 'test/postgres/**/*.test.ts'],
    exclude: [
      'audit-tampering.long',
      'dataset-cells',
      'document-number',
      'document-pdf',
      'frame-archive',
      'frame-csv',
      'frame-file',
    ].map((name) => `test/server/${name}.test.ts`),
    globalSetup: 'test/postgres/cluster.ts',
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
  },
})
