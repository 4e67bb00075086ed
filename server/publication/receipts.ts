import type { Answers, Instrument } from '../../surveys/instrument.ts'
import { meantLetters } from '../../surveys/slip.ts'
import { judgedItems } from '../dataset/build.ts'
import { type Keys, sha256 } from '../keys.ts'
import { receiptOf } from '../responses/receipt.ts'
import type { Response } from '../responses/store.ts'

/** Hashes of receipts, sorted: whoever holds a receipt finds it, and the list shows neither an order nor a sheet. */
export type Receipts = Readonly<{ counted: readonly string[]; leftOut: readonly string[] }>

const LETTERS = 8
/** Nobody types more than this for eight letters. */
const MOST_TYPED = 256
const HASH_LETTERS = 32

/** `K7M2-4QXR` as it is hashed, or undefined where it cannot be one: it is read as a slip's code is, `O` for `0` and in any case. */
export function readReceipt(typed: string): string | undefined {
  const letters = meantLetters(typed.slice(0, MOST_TYPED))
  return /^[0-9A-Z]+$/.test(letters) && letters.length === LETTERS ? letters : undefined
}

export const receiptHash = (roundId: string, letters: string): string =>
  sha256(`${roundId}/${letters}`).slice(0, HASH_LETTERS)

/** The receipts of every sheet of the round, by whether it is in the figures; the rule is the one of the dataset. */
export function receiptsOf(
  keys: Keys,
  roundId: string,
  responses: readonly Pick<Response, 'id' | 'contentHash' | 'answers' | 'instrumentId'>[],
  instruments: readonly Instrument[],
): Receipts {
  const judged = new Map(instruments.map((form) => [`${form.form}@${form.version}`, judgedItems(form)]))
  const counted: string[] = []
  const leftOut: string[] = []
  for (const { id, contentHash, answers, instrumentId } of responses) {
    const given = JSON.parse(answers) as Answers
    const hash = receiptHash(roundId, readReceipt(receiptOf(keys, id, contentHash)) ?? '')
    const counts = judged.get(instrumentId)?.some((item) => typeof given[item] === 'number')
    ;(counts ? counted : leftOut).push(hash)
  }
  return { counted: counted.sort(), leftOut: leftOut.sort() }
}

/** The list as a file: one hash a line. Its own hash stands on the page and in the audit chain. */
export const receiptList = ({ counted, leftOut }: Receipts): string =>
  [...counted.map((hash) => `${hash} 1\n`), ...leftOut.map((hash) => `${hash} 0\n`)].join('')

export type ReceiptAnswer = 'counted' | 'left_out' | 'unknown' | 'unreadable'

export function findReceipt(roundId: string, typed: string, { counted, leftOut }: Receipts): ReceiptAnswer {
  const letters = readReceipt(typed)
  if (letters === undefined) return 'unreadable'
  const hash = receiptHash(roundId, letters)
  if (counted.includes(hash)) return 'counted'
  return leftOut.includes(hash) ? 'left_out' : 'unknown'
}
