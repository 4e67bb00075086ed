import { documentWords as words } from '../../client/words/documents.ts'
import type { DocumentHead } from './head.ts'
import { roman } from './number.ts'
import { air, centred } from './outline.ts'
import { SIZE } from './page.ts'
import type { DocumentSection, Piece } from './piece.ts'

export type Annex = Readonly<{ title: string; children: readonly Piece[]; landscape?: boolean }>

/** One section per annex, numbered I, II … when there are several, each counting its own pages. */
export function annexes(
  list: readonly Annex[],
  head: DocumentHead,
  kind: string,
  mark: DocumentSection['mark'],
): DocumentSection[] {
  return list.map((annex, index) => {
    const number = list.length > 1 ? ` ${roman(index + 1)}` : ''
    const top = [
      centred(`${words.annex}${number}`, { bold: true, size: SIZE.body }),
      centred(annex.title.toLocaleUpperCase('vi'), { bold: true, size: SIZE.body }),
      centred(words.attachedTo(kind, head), { italics: true, size: SIZE.body }),
      air(60),
    ]
    return { pieces: [...top, ...annex.children], mark, ...(annex.landscape ? { landscape: true } : {}) }
  })
}
