import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Program } from '../../server/responses/page.ts'
import { readProgram } from '../../server/responses/program.ts'

const FILES = [
  'program.js',
  'entry.js',
  'preview.js',
  'later.js',
  'sw.js',
  'first.css',
  'style.css',
  'more.js',
  'more.css',
  'kiosk.js',
  'kiosk.css',
  'kiosk-setup.js',
]

/** A folder in place of the built page: what counts is what the server puts around it. */
export async function builtFolder(): Promise<string> {
  const clientDir = await mkdtemp(join(tmpdir(), 'hailong-built-'))
  onTestFinished(() => rm(clientDir, { recursive: true, force: true }))
  await mkdir(join(clientDir, 'respondent'))
  for (const name of FILES) await writeFile(join(clientDir, 'respondent', name), `/* ${name} */`)
  return clientDir
}

export const builtProgram = async (): Promise<Program> => readProgram(join(await builtFolder(), 'respondent'))
