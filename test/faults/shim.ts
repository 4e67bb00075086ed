import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const KINDS = {
  nothing: 0,
  syncFails: 1,
  writeFails: 2,
  noRoom: 3,
  halfWritten: 4,
  /** a disk that says done and has done nothing: what `synchronous = off` would be */
  syncLies: 5,
  syncDead: 6,
} as const
export type FaultKind = keyof typeof KINDS

let library: string | undefined

/** The library in front of the C library, compiled once; or why there is none. */
export function shimReason(): string | undefined {
  if (process.platform !== 'linux') return 'errors of the disk are injected by LD_PRELOAD, which only Linux has'
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'errors of the disk are injected by a small C library, and there is no compiler (cc)'
  }
}

/** PostgreSQL runs as another user, and what it cannot read here it would go without, in silence. */
function readable(folder: string): string {
  chmodSync(folder, 0o755)
  return folder
}

function compiled(): string {
  if (library) return library
  const folder = readable(mkdtempSync(join(tmpdir(), 'hailong-shim-')))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  library = join(folder, 'shim.so')
  const source = join(import.meta.dirname, 'fault-shim.c')
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-Werror', '-o', library, source, '-ldl'])
  return library
}

/** Orders to a program that was started with `env`: what shall fail below the folder, and what time it is. */
export function makeShim(below: string) {
  const folder = readable(mkdtempSync(join(tmpdir(), 'hailong-orders-')))
  const path = join(folder, 'orders')
  writeFileSync(path, Buffer.alloc(40))
  chmodSync(path, 0o666)
  const fd = openSync(path, 'r+')
  onTestFinished(() => {
    closeSync(fd)
    rmSync(folder, { recursive: true, force: true })
  })
  const put = (place: number, value: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    writeSync(fd, bytes, 0, 8, place * 8)
  }
  const get = (place: number): number => {
    const bytes = Buffer.alloc(8)
    readSync(fd, bytes, 0, 8, place * 8)
    return Number(bytes.readBigInt64LE())
  }
  return {
    env: { LD_PRELOAD: compiled(), FAULT_DIR: below, FAULT_ORDERS: path },
    /** The `nth` call of this kind from now on. */
    order(kind: FaultKind, nth = 1) {
      put(0, 0)
      for (const [place, value] of [nth, 0, 0].entries()) put(place + 1, value)
      put(0, KINDS[kind])
    },
    calls: () => get(2),
    hits: () => get(3),
    clock: (seconds: number) => put(4, seconds),
  }
}
