export type ByteRange = Readonly<{ from: number; to: number }>

/**
 * The one range of bytes a request asks for (RFC 9110, 14.1.2), both ends inside it. `undefined`: it asks for none, or for
 * something that may be answered with the whole; `null`: it asks for what is not there.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || (first === '' && last === '')) return undefined
  if (first === '') return Number(last) > 0 ? { from: Math.max(0, size - Number(last)), to: size - 1 } : null
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < from) return undefined
  return from < size ? { from, to } : null
}
