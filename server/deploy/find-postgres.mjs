import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { canApt, installWithApt } from './apt.mjs'
import { run } from './run.mjs'

const debian = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`; Debian keeps it off the path, one for each version. */
async function binaries() {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const { code, output } = await run('sh', ['-c', 'dirname "$(command -v initdb)"'])
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(code === 0 ? [output.trim()] : [])]
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))))
}

/**
 * PostgreSQL's programs for the tests that run on both databases.
 * @returns {Promise<{ path?: string, reason?: string }>}
 */
export async function findPostgres() {
  const given = process.env.HAILONG_POSTGRES_BIN
  if (given) return existsSync(join(given, 'initdb')) ? { path: given } : { reason: `no initdb in ${given}` }
  const found = await binaries()
  if (found) return { path: found }
  if (!canApt()) return { reason: 'no PostgreSQL here; install it (apt-get install postgresql)' }
  const refusal = await installWithApt(['postgresql'])
  const path = await binaries()
  return path ? { path } : { reason: `no PostgreSQL here, and apt-get said: ${refusal ?? 'installed, but no initdb'}` }
}
