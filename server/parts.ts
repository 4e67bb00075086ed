import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './http/env.ts'
import type { FailureLimit } from './http/rate-limit.ts'
import type { Disk } from './operation/disk.ts'
import type { Metrics } from './operation/metrics.ts'
import type { Ingest } from './responses/ingest.ts'
import type { SignIn } from './staff/sign-in.ts'

/** What one server has once, and several of its stages share. */
export type Parts = Readonly<{
  disk: Disk
  metrics: Metrics
  ingest: Ingest
  refused: FailureLimit
  signIn: SignIn
  /** before what takes the program long to compute */
  inTurn: MiddlewareHandler<AppEnv>
}>
