import type { Issue } from '../../surveys/issue.ts'
import { Problem } from '../problem.ts'

/** Everything that is wrong with an input in one refusal; nothing when nothing is. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw new Problem('input_invalid', {
    errors: issues.map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
  })
}
