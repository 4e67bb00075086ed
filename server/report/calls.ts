import { recontactReport as words } from '../../client/words/recontact.ts'
import { count, percent } from '../document/number.ts'
import { paragraph } from '../document/outline.ts'
import type { Piece } from '../document/piece.ts'
import type { CallResults, CallShare } from '../recontact/results.ts'

/** With fewer people than this a share would say more of them than of the field work. */
const LEAST_TALKED = 10
const SHARES = ['self', 'suggested', 'inClass', 'satisfied'] as const

/** Phúc tra in the report: how many were drawn and talked to, and each share with its n and interval; nothing where none was held. */
export function callParagraphs(calls: CallResults | null): Piece[] {
  if (calls === null) return []
  const { left, drawn, talked, notReached, declined, share, seed } = calls
  const counts = Object.entries({ left, drawn, talked, notReached, declined })
  const texts = Object.fromEntries(counts.map(([name, number]) => [name, count(number)]))
  const first = paragraph(words.drawn({ ...texts, share: percent(share, 0), seed }))
  if (talked < LEAST_TALKED) return [first, paragraph(words.few({ least: count(LEAST_TALKED) }))]
  const said = SHARES.flatMap((name) => {
    const found = calls[name]
    return found ? [shareText(words.shares[name], found)] : []
  })
  return [first, paragraph(`${words.results({ list: said.join('; ') })} ${words.limit}`)]
}

function shareText(name: string, { yes, n, low, high, sheets }: CallShare): string {
  const parts = { name, rate: percent(yes / n), yes: count(yes), n: count(n), low: percent(low), high: percent(high) }
  const said = words.share(parts)
  return sheets === null
    ? said
    : `${said}, ${words.onSheets({ rate: percent(sheets.yes / sheets.n), n: count(sheets.n) })}`
}
