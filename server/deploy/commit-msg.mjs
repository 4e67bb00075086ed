import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run, say } from './run.mjs'

/** `area: what is true now`, 72 characters at most; an area is a stage or a folder. */
export function subjectIsGood(subject) {
  return subject.length <= 72 && /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*: \S.*[^.\s]$/.test(subject)
}

async function installHook() {
  const { output } = await run('git', ['rev-parse', '--git-path', 'hooks/commit-msg'])
  writeFileSync(output.trim(), '#!/bin/sh\nexec node server/deploy/commit-msg.mjs "$1"\n', { mode: 0o755 })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--install') await installHook()
  else if (!subjectIsGood(readFileSync(process.argv[2], 'utf8').split('\n')[0])) {
    say('commit subject: "area: what is true now", up to 72 characters, no full stop; area = stage or folder')
    process.exitCode = 1
  }
}
