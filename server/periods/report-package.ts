import { periodicReport as words } from '../../client/words/periodic-report.ts'
import type { Deps } from '../deps.ts'
import type { Outline } from '../document/piece.ts'
import { FORMATS, writeDocument } from '../document/send-document.ts'
import { plainFileName } from '../export/file-name.ts'
import { utf8 } from '../export/table.ts'
import { paperName, partsOf } from './package-files.ts'
import { type ListedPapers, paperListOutline } from './paper-list-document.ts'
import { type Paper, type ReportView, viewReport } from './report-view.ts'
import { type Synthesis, synthesise } from './synthesis.ts'

/** `bao-cao-6-thang-2021-Truong-THPT-so-1` */
export const reportName = ({ period, unit }: ReportView): string =>
  ['bao-cao', period.code, period.year, plainFileName(unit.name, 60)].join('-')

export const synthesisName = ({ period, group }: Synthesis): string =>
  ['tong-hop', group.code, period.code, group.year].join('-')

/** `Báo cáo: Kết quả …` as it stands inside a sentence. */
const inSentence = (title: string, of: string): string =>
  `${title.replace(/: (.)/, (_, letter: string) => ` ${letter.toLocaleLowerCase('vi')}`)} ${words.ofBody(of)}`

type Packing = Pick<Deps, 'read' | 'config' | 'keys'>
/** `gone`: whether the one who asked went away. */
type Asked = Readonly<{ id: string; today: string; gone: AbortSignal }>

/** A report with its list of papers and the papers: what a unit hands in, as one archive. */
export async function reportPackage({ read, config, keys }: Packing, { id, today, gone }: Asked) {
  const view = await viewReport(read, id, today)
  const { reportOutline } = await import('./report-document.ts')
  const outline = reportOutline(view, keys.demonstration)
  const papers = view.papers.filter(({ withdrawn }) => !withdrawn)
  const list = { of: inSentence(outline.title, view.unit.name), creator: view.unit.name, papers, entries: view.entries }
  return pack(config.dataDir, reportName(view), outline, { ...list, mark: outline.sections[0]?.mark ?? null }, gone)
}

/** The synthesis with the papers of all units that have sent, in one list. */
export async function synthesisPackage({ read, config, keys }: Packing, { id, today, gone }: Asked) {
  const found = await synthesise(read, id, today)
  const { synthesisOutline } = await import('./synthesis-document.ts')
  const outline = synthesisOutline(found, keys.demonstration)
  const list = {
    ...{
      of: inSentence(outline.title, found.year.department),
      creator: found.year.department,
      papers: found.papers,
      mark: outline.sections[0]?.mark ?? null,
    },
    entries: [...found.whole, ...found.tasks.flatMap(({ lines }) => lines)],
    holders: new Map(found.units.map(({ unitId, name }) => [unitId, name])),
  }
  return pack(config.dataDir, synthesisName(found), outline, list, gone)
}

async function pack(dataDir: string, name: string, outline: Outline, list: ListedPapers, gone: AbortSignal) {
  const documents = [
    { name, outline },
    { name: 'Danh-muc-van-ban-kiem-chung', outline: paperListOutline(list) },
  ]
  const held = []
  for (const one of documents)
    for (const format of FORMATS)
      held.push({ name: `${one.name}.${format}`, bytes: await writeDocument(one.outline, format) })
  if (list.papers.length > 0) held.push({ name: 'ma-bam-sha256.txt', bytes: utf8(sums(list.papers)) })
  const { parts, size } = await partsOf(dataDir, held, list.papers, gone)
  return { name, parts, size, papers: list.papers.map(({ id }) => id) }
}

/** As `sha256sum -c` reads it. */
const sums = (papers: readonly Paper[]): string =>
  papers.map((paper, place) => `${paper.contentHash}  ${paperName(paper, place, papers.length)}\n`).join('')
