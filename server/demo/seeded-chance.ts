import { createHash } from 'node:crypto'
import type { RandomBytes } from '../act.ts'

/** Bytes that follow from a seed: SHA-256 of a counter. For the demonstration only; nothing of it is secret. */
export function seededBytes(seed: string): RandomBytes {
  let counter = 0
  return (count) => {
    const parts: Buffer[] = []
    while (parts.length * 32 < count) parts.push(createHash('sha256').update(`${seed}/${counter++}`).digest())
    return new Uint8Array(Buffer.concat(parts).subarray(0, count))
  }
}
