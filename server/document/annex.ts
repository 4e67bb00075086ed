import { AlignmentType, type ISectionOptions, Paragraph } from 'docx'
import { documentWords as words } from '../../client/words/documents.ts'
import type { DocumentHead } from './head.ts'
import { roman } from './number.ts'
import { type PageMark, run, SIZE, section } from './page.ts'

export type Annex = Readonly<{ title: string; children: ISectionOptions['children'] }>

/** One section per annex, numbered I, II … when there are several, each counting its own pages. */
export function annexes(list: readonly Annex[], head: DocumentHead, kind: string, mark: PageMark): ISectionOptions[] {
  const centred = (text: string, style: Parameters<typeof run>[1]) =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0 }, children: [run(text, style)] })
  return list.map((annex, index) => {
    const number = list.length > 1 ? ` ${roman(index + 1)}` : ''
    const top = [
      centred(`${words.annex}${number}`, { bold: true, size: SIZE.body }),
      centred(annex.title.toLocaleUpperCase('vi'), { bold: true, size: SIZE.body }),
      centred(words.attachedTo(kind, head), { italics: true, size: SIZE.body }),
      new Paragraph({ spacing: { before: 0, after: 60 }, children: [] }),
    ]
    return section([...top, ...annex.children], mark)
  })
}
