import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * What never opens a database or looks into a file of SQLite; the slow senders, who never get as far as one; and packages too large
 * for memory, whose papers lie on the disk: what stands in them is asked of the database in `report-package`.
 */
const NO_DATABASE = [
  'answer-order.long',
  'audit-tampering.long',
  'dataset-cells',
  'day-of',
  'demo-answers.long',
  'demo-province.long',
  'deploy-files',
  'deploy.long',
  'document-number',
  'document-pdf.long',
  'document-plan',
  'document-report.long',
  'estimate-extras.long',
  'evidence-laws',
  'evidence-text.long',
  'export-files.long',
  'export-safe',
  'frame-archive',
  'frame-csv',
  'frame-file',
  'frame-xlsx',
  'http-server.long',
  'in-turn',
  'keys',
  'large-package.long',
  'log-lines',
  'opaque-png',
  'paper-form.long',
  'paper-sheets.long',
  'protect-estimate',
  'pyxform.long',
  'refuse',
  'search-text',
  'slip-sheets.long',
  'sqlite-faults',
  'start-together.long',
  'temporary-file',
  'tutorial-form.long',
]

/**
 * The server's tests once more on a real PostgreSQL, and those only it can have: `npx vitest run --config
 * test/postgres/vitest.config.ts`.
 */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/server/**/*.test.ts', 'test/postgres/**/*.test.ts'],
    exclude: NO_DATABASE.map((name) => `test/server/${name}.test.ts`),
    globalSetup: 'test/postgres/cluster.ts',
    setupFiles: ['test/fixed-chance.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
  },
})
