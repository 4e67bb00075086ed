import { type Box, boxesIn } from './read-audio.ts'

/** What a player needs (ISO/IEC 14496-12, 6.2.3); `udta`, `meta`, `uuid` and whatever else is not known to be needed goes. */
const KEPT = new Set(
  'ftyp styp moov mdat moof sidx mfra mvhd trak mvex iods tkhd edts mdia mdhd hdlr minf smhd dinf stbl mfhd traf tfhd tfdt trun'.split(
    ' ',
  ),
)
const HOLDS = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf'])
const TIMED = new Set(['mvhd', 'tkhd', 'mdhd'])

/**
 * A recording without title, place, picture and day. What stands before the sound is emptied and keeps its length, because the
 * tables say where the sound lies counted from the start of the file; what stands behind it is left out.
 */
export function m4aParts(bytes: Uint8Array): Uint8Array[] | undefined {
  const boxes = boxesIn(bytes, 0, bytes.length)
  if (!boxes) return undefined
  const sound = boxes.findLastIndex(({ name }) => name === 'mdat')
  const parts = boxes.map((box, place) => bare(bytes, box, place > sound))
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined
}

function bare(bytes: Uint8Array, box: Box, mayShrink: boolean): Uint8Array[] | undefined {
  if (!KEPT.has(box.name)) return mayShrink ? [] : [head('free', box.to - box.from), new Uint8Array(box.to - box.from)]
  if (!HOLDS.has(box.name)) return [withoutTime(bytes, box)]
  const inner = boxesIn(bytes, box.from, box.to)?.map((part) => bare(bytes, part, mayShrink))
  if (!inner?.every((part) => part !== undefined)) return undefined
  const parts = inner.flat()
  return [
    head(
      box.name,
      parts.reduce((sum, { length }) => sum + length, 0),
    ),
    ...parts,
  ]
}

function head(name: string, length: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(0, length + 8)
  for (let letter = 0; letter < 4; letter++) bytes[4 + letter] = name.charCodeAt(letter)
  return bytes
}

/** Its days of making and changing are nought, which means unknown; the name of a handler, often that of a program, is empty. */
function withoutTime(bytes: Uint8Array, { name, from, to }: Box): Uint8Array {
  const copy = bytes.slice(from - 8, to)
  if (TIMED.has(name)) copy.fill(0, 12, copy[8] === 1 ? 28 : 20)
  if (name === 'hdlr') copy.fill(0, 32)
  return copy
}
