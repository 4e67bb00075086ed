import { Hono } from 'hono'
import { verifyAudit } from './audit.ts'
import type { Deps } from './deps.ts'
import type { AppEnv } from './http/env.ts'
import { permit } from './permit.ts'

export function auditRoutes(deps: Deps) {
  return new Hono<AppEnv>().get(
    '/verify',
    permit(['auditor', 'admin', 'director'], 'Whether the audit chain holds', 'everywhere'),
    async (c) => c.json(await verifyAudit(deps.read)),
  )
}
