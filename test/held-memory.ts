import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

/** Throws away what nobody holds any more. The second turn waits for what the first one left to be swept. */
export function collectGarbage(): void {
  collect()
  collect()
}

/** What is held at this moment, in bytes: in the heap, and in buffers beside it. When the collector last ran is no part of it. */
export function heldMemory(): Readonly<{ heap: number; buffers: number }> {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers }
}
