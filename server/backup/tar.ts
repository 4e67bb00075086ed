import { BackupError } from './backup-error.ts'

/**
 * Entries one after the other in the plainest form of tar (ustar), so that a backup can be looked into without this program:
 * `age -d -i KEY FILE | tar tz`. Source: POSIX.1-2017, pax, "ustar Interchange Format".
 */

const BLOCK = 512
/** Eleven octal digits. */
const MOST_SIZE = 8 ** 11 - 1

export type Entry = Readonly<{ name: string; size: number; body: AsyncIterable<Uint8Array> }>

export function tarHeader(name: string, size: number): Uint8Array {
  if (Buffer.byteLength(name) > 100 || size > MOST_SIZE) throw new RangeError(`tar holds no entry like ${name}`)
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) =>
    block.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1')
  block.write(name, 0, 'utf8')
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(0, 136, 12)
  block.write('        0', 148, 'latin1')
  block.write('ustar\x0000', 257, 'latin1')
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  return block
}

export const tarPadding = (size: number): Uint8Array => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
export const TAR_END: Uint8Array = Buffer.alloc(2 * BLOCK)

/** The entries of a stream. Each body has to be read before the next entry comes; what is left of it is skipped. */
export async function* readTar(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const source = makeReader(pieces)
  try {
    for (;;) {
      const block = await source.exactly(BLOCK)
      if (block.every((byte) => byte === 0)) break
      const { name, size } = readHeader(block)
      let left = size
      const body = (async function* () {
        while (left > 0) {
          const piece = await source.some(left)
          left -= piece.length
          yield piece
        }
      })()
      yield { name, size, body }
      for await (const _ of body);
      await source.exactly((BLOCK - (size % BLOCK)) % BLOCK)
    }
    if ((await source.exactly(BLOCK)).some((byte) => byte !== 0) || !(await source.ended())) throw damaged()
  } finally {
    await source.close()
  }
}

const damaged = () => new BackupError('the backup is damaged: its parts do not follow each other')

function readHeader(block: Uint8Array): Pick<Entry, 'name' | 'size'> {
  const bytes = Buffer.from(block)
  const text = (at: number, length: number) => bytes.toString('utf8', at, at + length).replace(/\0.*$/s, '')
  const size = Number.parseInt(text(124, 12), 8)
  const said = Number.parseInt(text(148, 8), 8)
  const sum = bytes.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (!Number.isSafeInteger(size) || size < 0 || said !== sum) throw damaged()
  return { name: text(0, 100), size }
}

/** Bytes out of pieces of any length. */
function makeReader(pieces: AsyncIterable<Uint8Array>) {
  const source = pieces[Symbol.asyncIterator]()
  let held: Uint8Array = new Uint8Array()
  const more = async (): Promise<boolean> => {
    while (held.length === 0) {
      const { done, value } = await source.next()
      if (done) return false
      held = value
    }
    return true
  }
  /** What is there, and no more than `most`. */
  const some = async (most: number): Promise<Uint8Array> => {
    if (!(await more())) throw damaged()
    const piece = held.subarray(0, most)
    held = held.subarray(piece.length)
    return piece
  }
  return {
    some,
    async exactly(count: number): Promise<Uint8Array> {
      const whole = Buffer.alloc(count)
      for (let at = 0; at < count; ) {
        const piece = await some(count - at)
        whole.set(piece, at)
        at += piece.length
      }
      return whole
    },
    ended: async (): Promise<boolean> => !(await more()),
    close: async (): Promise<void> => void (await source.return?.()),
  }
}
