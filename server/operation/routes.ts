import { timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Hono, type MiddlewareHandler } from 'hono'
import { lastBackup } from '../backup/claim.ts'
import { newestCopy } from '../backup/copies.ts'
import { engineOf } from '../db/engine.ts'
import { sqliteFile } from '../db/open-database.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { sha256 } from '../keys.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { lastCheck } from './data-check.ts'
import type { Disk } from './disk.ts'
import type { Gauge, Metrics } from './metrics.ts'
import { makeReadiness } from './readiness.ts'

/** For whoever keeps the server running: alive, ready, and how it does. */
export function operationRoutes(deps: Deps, { disk, metrics }: Pick<Parts, 'disk' | 'metrics'>) {
  const readiness = makeReadiness(deps, disk)
  return new Hono<AppEnv>()
    .get('/healthz', permit('public', 'Alive'), (c) => c.json({ alive: true }))
    .get('/readyz', permit('public', 'Ready to take answers: database, disk and schema'), async (c) => {
      const found = await readiness()
      if (Object.values(found).some((word) => word !== 'ok')) throw new Problem('unavailable', { detail: { ...found } })
      return c.json({ ready: true, ...found })
    })
    .get('/metrics', permit('public', 'Figures for Prometheus; needs METRICS_TOKEN'), async (c) => {
      if (!isOperator(c.req.header('authorization'), deps.config.metricsToken)) throw new Problem('not_found')
      const ready = Object.values(await readiness()).every((word) => word === 'ok')
      c.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
      return c.body(
        metrics.text([...(await storageGauges(deps, disk)), gauge('hailong_ready', 'Ready', Number(ready))]),
      )
    })
}

/** Hashes are compared, so that the time it takes tells nothing, not even the length. */
function isOperator(header: string | undefined, token: string | null): boolean {
  if (token === null) return false
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? ''
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)))
}

const gauge = (name: string, help: string, value: number): Gauge => ({ name, help, value })

async function storageGauges(deps: Deps, disk: Disk): Promise<Gauge[]> {
  const space = await disk.look().catch(() => undefined)
  const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size ?? 0
  const file = sqliteFile(deps.config.dataDir)
  const backupAt = await backupTime(deps)
  const check = await lastCheck(deps.read).catch(() => undefined)
  return [
    ...(space
      ? [
          gauge('hailong_disk_free_bytes', 'Free where the data lie', space.freeBytes),
          gauge('hailong_disk_reserve_bytes', 'Below this no answer is taken', space.reserveBytes),
          gauge('hailong_disk_size_bytes', 'Size of that disk', space.sizeBytes),
        ]
      : []),
    ...(engineOf(deps.db) === 'sqlite'
      ? [
          gauge('hailong_database_bytes', 'Size of the SQLite file', await sizeOf(file)),
          gauge('hailong_wal_bytes', 'Size of its log', await sizeOf(`${file}-wal`)),
        ]
      : []),
    gauge(
      'hailong_last_backup_timestamp_seconds',
      'When the last backup was begun, since 1970; 0 for never',
      (backupAt ?? 0) / 1000,
    ),
    gauge(
      'hailong_last_verify_timestamp_seconds',
      'When everything that is kept was last checked, since 1970; 0 for never',
      check ? Date.parse(check.at) / 1000 : 0,
    ),
    gauge('hailong_verify_failed', 'Whether that check found damage', check?.fault ? 1 : 0),
    gauge('hailong_log_lines_dropped_total', 'Lines nobody took in time', deps.logLines?.dropped() ?? 0),
  ]
}

/** Where copies are kept by the server, only one that is there counts; else what the audit chain says of the last one. */
async function backupTime({ config, read }: Deps): Promise<number | undefined> {
  if (config.backupDir !== null) return newestCopy(config.backupDir).catch(() => undefined)
  const at = await lastBackup(read).catch(() => undefined)
  return at === undefined ? undefined : Date.parse(at)
}

/** Counts every reply and its time. */
export function metered(deps: Deps, metrics: Metrics): MiddlewareHandler<AppEnv> {
  const meter = makeMeter(deps, metrics)
  return async (c, next) => {
    const begun = performance.now()
    await next()
    const { method, routePath } = c.req
    meter({ requestId: c.get('requestId'), method, route: routePath }, c.res.status, begun)
  }
}

/** Counts a reply and its time; one line each in the log when it is asked for (LOG_LEVEL=debug). */
export function makeMeter(deps: Deps, metrics: Metrics) {
  const spoken = deps.log.isLevelEnabled?.('debug') ?? false
  const replies = new Map<string, (by?: number) => void>()
  const counterOf = (method: string, status: number) => {
    const key = `${method} ${status}`
    let counter = replies.get(key)
    if (!counter) {
      counter = metrics.counter('hailong_requests_total', 'Replies', { method, status: String(status) })
      replies.set(key, counter)
    }
    return counter
  }
  return (asked: Readonly<{ requestId: string; method: string; route: string }>, status: number, begun: number) => {
    const ms = performance.now() - begun
    counterOf(METHODS.has(asked.method) ? asked.method : 'other', status)()
    metrics.span('hailong_request_seconds', 'Time to a reply', ms / 1000)
    if (spoken) deps.log.debug({ ...asked, status, ms: Math.round(ms) }, 'replied')
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
