import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { scratch } from './field.ts'

const sh = (program: string, ...words: string[]) =>
  execFileSync(program, words, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })

function unmount(at: string): void {
  try {
    sh('umount', '-l', at)
  } catch {}
}

/** A file system of its own in an image, gone with the test. */
function mountImage(image: string, at: string): void {
  mkdirSync(at, { recursive: true })
  sh('mount', '-o', 'loop', image, at)
  onTestFinished(() => unmount(at))
}

/** Why no file systems can be made here; containers often forbid it to root, too. */
export async function diskReason(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'file systems of its own need root'
  try {
    const folder = await scratch()
    sh('mkfs.xfs', '-V')
    sh('truncate', '-s', '32M', join(folder, 'try'))
    sh('mkfs.ext4', '-q', join(folder, 'try'))
    mkdirSync(join(folder, 'at'))
    sh('mount', '-o', 'loop', join(folder, 'try'), join(folder, 'at'))
    sh('umount', join(folder, 'at'))
    return undefined
  } catch (error) {
    const { message } = error as Error
    if (/mkfs\.xfs ENOENT/.test(message)) return 'mkfs.xfs is missing: install xfsprogs'
    return `a file system of its own cannot be mounted here (${message.split('\n')[0]})`
  }
}

/** A file system of `megabytes` in memory: when it is full, it is full. */
export function mountMemory(at: string, options: string): { resize: (options: string) => void } {
  mkdirSync(at, { recursive: true })
  sh('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', at)
  onTestFinished(() => unmount(at))
  return { resize: (changed) => void sh('mount', '-o', `remount,${changed}`, at) }
}

/** A mounted ext4 in an image: its folder, the image, and the loop device under it. */
export async function mountDisk(megabytes: number, options = 'loop') {
  const folder = await scratch()
  const image = join(folder, 'disk')
  sh('truncate', '-s', `${megabytes}M`, image)
  sh('mkfs.ext4', '-q', image)
  const at = join(folder, 'at')
  mkdirSync(at)
  sh('mount', '-o', options, image, at)
  onTestFinished(() => unmount(at))
  const device = sh('findmnt', '-n', '-o', 'SOURCE', at).trim()
  return {
    at,
    image,
    device,
    remount: (changed: string) => void sh('mount', '-o', `remount,${changed}`, at),
    unmount: () => void sh('umount', at),
    repair() {
      const { status } = spawnSync('e2fsck', ['-fy', image], { stdio: 'ignore' })
      // 1: there were errors, and they are mended.
      if (status !== 0 && status !== 1) throw new Error(`e2fsck ended with ${status}`)
    },
    again: () => void sh('mount', '-o', options, image, at),
  }
}

/**
 * A disk whose power can be cut: an ext4 in an image that lies on an XFS, which copies a file in an instant by sharing its
 * blocks. The copy is what had been given to the disk at that moment; what was still in memory is not in it.
 */
export async function cuttableDisk(megabytes: number) {
  const folder = await scratch()
  const below = join(folder, 'xfs-image')
  // Room for copies: each takes only what differs from the one before.
  sh('truncate', '-s', `${Math.max(4096, megabytes * 12)}M`, below)
  sh('mkfs.xfs', '-q', '-m', 'reflink=1', below)
  const store = join(folder, 'store')
  mountImage(below, store)
  const image = join(store, 'disk')
  sh('truncate', '-s', `${megabytes}M`, image)
  sh('mkfs.ext4', '-q', image)
  const at = join(folder, 'at')
  mountImage(image, at)
  let cuts = 0
  return {
    at,
    sync: () => void sh('sync'),
    /** The moment of the cut is when this returns; the copy is opened later. */
    cut(): { open: () => { at: string; close: () => void } } {
      const copy = join(store, `cut-${cuts++}`)
      sh('cp', '--reflink=always', image, copy)
      return {
        open() {
          const place = join(folder, `cut-${cuts}-${Math.random().toString(36).slice(2)}`)
          mountImage(copy, place)
          return {
            at: place,
            close: () => {
              sh('umount', place)
              sh('rm', copy)
            },
          }
        },
      }
    },
  }
}
