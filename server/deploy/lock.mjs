import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { progress, root } from './run.mjs'

/** Whether the process that wrote the lock still lives. A lock without a number is being written: it counts as alive. */
function ownerLives(path) {
  try {
    const owner = Number(readFileSync(path, 'utf8'))
    if (owner) process.kill(owner, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** One installation or build of this folder at a time; the lock of a process that died is taken over. */
export async function withLock(name, work) {
  const path = join(root, '.cache', `${name}.lock`)
  mkdirSync(dirname(path), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!ownerLives(path)) rmSync(path, { force: true })
      else if (!told) progress(`${name}: another process is at it, waiting`)
      await pause(200)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
