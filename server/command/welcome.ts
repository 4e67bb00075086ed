import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deps } from '../deps.ts'

/** Where the demonstration's sign-in is written, readable by the owner only. */
export const demoAccountFile = (dataDir: string): string => join(dataDir, 'demo-account.txt')

/** Where to answer and where to sign in, said once the server listens. */
export async function welcome(deps: Deps): Promise<string[]> {
  const account = await readFile(demoAccountFile(deps.config.dataDir), 'utf8').catch(() => null)
  return [
    `answer  ${deps.config.publicUrl}/p`,
    `sign in ${deps.config.publicUrl}/staff/${account ? `  (demonstration: ${account.trim()})` : ''}`,
  ]
}
