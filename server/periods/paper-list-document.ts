import { periodicReport as words } from '../../client/words/periodic-report.ts'
import { count, shortDay } from '../document/number.ts'
import { air, centred, paragraph } from '../document/outline.ts'
import { SIZE } from '../document/page.ts'
import type { Outline } from '../document/piece.ts'
import { type Column, dataTable } from '../document/table.ts'
import { paperName } from './package-files.ts'
import { SMALL, tasksOf } from './report-pieces.ts'
import type { EntryView, Paper } from './report-view.ts'

export type ListedPapers = Readonly<{
  /** what the list goes with: the title of the report */
  of: string
  creator: string
  papers: readonly Paper[]
  entries: readonly Pick<EntryView, 'task' | 'evidence'>[]
  /** whose each paper is, where those of several units lie together */
  holders?: ReadonlyMap<string, string>
  mark: string | null
}>

const WIDTHS = [0.6, 1.5, 1.2, 1.7, 3, 0.9, 3.2, 1.1]
const HOLDER_AT = 4

/** Danh mục văn bản kiểm chứng: which file of the archive is which paper, and what it proves. */
export function paperListOutline({ of, creator, papers, entries, holders, mark }: ListedPapers): Outline {
  const columns = words.listColumns.map(
    (name, at): Column => ({ title: name, width: WIDTHS[at] ?? 1, align: at === 0 ? 'right' : 'left' }),
  )
  if (holders) columns.splice(HOLDER_AT, 0, { title: words.holder, width: 1.6, align: 'left' })
  const lines = papers.map((paper, place) => {
    const file = paperName(paper, place, papers.length).replace(/^.*\//, '')
    const cells = [String(place + 1), paper.number, shortDay(paper.issuedOn), paper.issuer, paper.abstract]
    cells.push(tasksOf(paper.id, entries), file, paper.contentHash.slice(0, 8))
    if (holders) cells.splice(HOLDER_AT, 0, holders.get(paper.unitId ?? '') ?? words.wholeDepartment)
    return cells
  })
  const bold = { bold: true, size: SIZE.body }
  return {
    title: `${words.list}: ${of}`,
    creator,
    description: '',
    sections: [
      {
        pieces: [
          centred(words.list.toLocaleUpperCase('vi'), bold),
          centred(words.listOf(of), { italics: true, size: SIZE.body }),
          air(60),
          ...(papers.length === 0
            ? [paragraph(words.noPapers)]
            : [
                paragraph(words.listText(count(papers.length))),
                { ...dataTable(columns, lines, SMALL - 2), top: true },
              ]),
        ],
        mark,
        landscape: true,
      },
    ],
  }
}
