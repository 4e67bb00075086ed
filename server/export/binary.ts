/** Bytes of a binary format, little end first, growing as they come. */
export function makeBinary() {
  let bytes = Buffer.alloc(1 << 16)
  let length = 0
  const room = (count: number): number => {
    if (length + count > bytes.length) {
      const grown = Buffer.alloc(Math.max(bytes.length * 2, length + count))
      bytes.copy(grown, 0, 0, length)
      bytes = grown
    }
    const at = length
    length += count
    return at
  }
  /** Room first: the buffer may have grown by it. */
  const put = (count: number, fill: (bytes: Buffer, at: number) => void): void => {
    const at = room(count)
    fill(bytes, at)
  }
  return {
    length: () => length,
    byte: (value: number) => put(1, (to, at) => to.writeUInt8(value, at)),
    short: (value: number) => put(2, (to, at) => to.writeUInt16LE(value, at)),
    int: (value: number) => put(4, (to, at) => to.writeInt32LE(value, at)),
    long: (value: number) => put(8, (to, at) => to.writeBigUInt64LE(BigInt(value), at)),
    double: (value: number) => put(8, (to, at) => to.writeDoubleLE(value, at)),
    raw: (part: Uint8Array) => put(part.length, (to, at) => to.set(part, at)),
    text: (text: string) => put(Buffer.byteLength(text), (to, at) => to.write(text, at)),
    /** Filled up to `width` with `fill`. */
    padded: (part: Uint8Array, width: number, fill = 0) => {
      const at = room(width)
      bytes.fill(fill, at, at + width)
      bytes.set(part.subarray(0, width), at)
    },
    /** Puts a length where it was left open. */
    setLong: (at: number, value: number) => void bytes.writeBigUInt64LE(BigInt(value), at),
    done: (): Uint8Array<ArrayBuffer> => new Uint8Array(bytes.subarray(0, length)),
  }
}
export type Binary = ReturnType<typeof makeBinary>
