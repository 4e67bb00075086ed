import { Hono } from 'hono'
import { verifyAudit } from './audit.ts'
import type { Deps } from './deps.ts'
import type { AppEnv } from './http/env.ts'
import { lastCheck } from './operation/data-check.ts'
import { permit } from './permit.ts'

/** Who answers for what is kept. */
const ANSWERING = ['auditor', 'admin', 'director'] as const

export function auditRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/verify', permit(ANSWERING, 'Whether the audit chain holds', 'everywhere'), async (c) =>
      c.json(await verifyAudit(deps.read)),
    )
    .get('/data', permit(ANSWERING, 'What the nightly check of all data found', 'everywhere'), async (c) =>
      c.json({ last: (await lastCheck(deps.read)) ?? null }),
    )
}
