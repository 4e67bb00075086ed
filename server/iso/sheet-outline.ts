import { isoPapers } from '../../client/words/iso-papers.ts'
import type { DocumentHead } from '../document/head.ts'
import { heading, title } from '../document/heading.ts'
import { demonstrationMark } from '../document/mark.ts'
import { ending } from '../document/outline.ts'
import { PAGE } from '../document/page.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { witnesses } from '../sample/minutes-people.ts'

type Said = Readonly<{
  kind: string
  ending: string
  signers: readonly string[]
  recipients: readonly string[]
}>

/** A sheet or register of the quality system: the head of the Department without a number of its own, its lines, who signs it. */
export const sheetOutline = (
  said: Said,
  abstract: readonly string[],
  head: DocumentHead,
  pieces: readonly Piece[],
  demonstration: boolean,
  /** Long texts side by side want the page on its side: upright, six hundred letters fill half a column. */
  landscape = false,
): Outline => {
  const room = landscape ? PAGE.landscapeText : PAGE.text
  return {
    title: `${said.kind}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: '',
    sections: [
      {
        pieces: [
          heading(head, null, room),
          ...title(said.kind, abstract, room),
          ...pieces,
          ending(said.ending),
          ...witnesses({ ...said, room, signHere: isoPapers.signHere, archive: isoPapers.archive }),
        ],
        mark: demonstrationMark(demonstration),
        landscape,
      },
    ],
  }
}
