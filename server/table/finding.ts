import type { Issue } from '../../surveys/issue.ts'

/** `D7 negative`: the cell, or the path where no cell is to blame. */
export const findingOf = ({ path, code, detail }: Issue, severity: 'error' | 'notice') => ({
  cell: String(detail?.cell ?? path),
  code,
  severity,
  ...(detail ? { detail } : {}),
})
