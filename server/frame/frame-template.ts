import { frameTemplateWords as words } from '../../client/words/frame-template.ts'
import { columnName, type FrameField, GRADES, GRADES_OF } from '../../surveys/frame-columns.ts'
import type { Level } from '../../surveys/instrument.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The order in which a school list is easiest to fill in. */
const COLUMNS: readonly FrameField[] = [
  ...(['code', 'name', 'level', 'ownership', 'area', 'commune', 'classes'] as const),
  ...GRADES,
  'pupils',
  'khmerShare',
]
const WIDTHS: Partial<Record<FrameField, number>> = {
  code: 14,
  name: 36,
  level: 12,
  ownership: 16,
  area: 24,
  commune: 18,
}
/** Printed, a sheet is as wide as its paper. */
const WIDE = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const
/** As many lines as a province may fill in by choosing from a list. */
const LISTED_LINES = 3000
const CHOICES: Partial<Record<FrameField, readonly string[]>> = {
  level: Object.values(words.levels),
  ownership: words.ownerships,
}
/** The library writes choices for a range of cells, and its types do not say so. */
type Validated = Readonly<{
  dataValidations: { add: (range: string, rule: { type: 'list'; allowBlank: boolean; formulae: string[] }) => void }
}>
/** `A` to `Z` are enough for the columns that are chosen from. */
const letter = (place: number): string => String.fromCharCode(65 + place)

/** Schools that are written out in the guide, one of each kind that is filled in differently. Invented. */
const EXAMPLES: readonly Readonly<Partial<Record<FrameField, string | number>> & { level: Level }>[] = [
  {
    ...{ code: '0094123', name: 'Trường Mầm non Ví Dụ', level: 'mn', area: 'Huyện Ví Dụ', commune: 'Xã Ví Dụ' },
    ...{ classes: 6, nursery: 22, age3: 41, age4: 48, age5: 55, pupils: 166, khmerShare: 0.305, ownership: 'Công lập' },
  },
  {
    ...{ code: '0094204', name: 'Trường Tiểu học Ví Dụ 1', level: 'th', area: 'Huyện Ví Dụ', commune: 'Xã Ví Dụ' },
    ...{ classes: 15, g1: 96, g2: 90, g3: 102, g4: 88, g5: 94, pupils: 470, khmerShare: 0, ownership: 'Công lập' },
  },
  {
    ...{ code: '0094911', name: 'Trung tâm GDNN-GDTX Ví Dụ', level: 'gdtx', area: 'Thị xã Ví Dụ' },
    ...{ classes: 4, pupils: 152, ownership: 'Công lập' },
  },
]

const exampleCell = (example: (typeof EXAMPLES)[number], field: FrameField): string | number | null =>
  field === 'level' ? words.levels[example.level] : (example[field] ?? null)

/** The examples as lines of a list: what the guide shows is what the import takes. */
export const exampleLines = (): (string | number | null)[][] => [
  COLUMNS.map(columnName),
  ...EXAMPLES.map((example) => COLUMNS.map((field) => exampleCell(example, field))),
]

/**
 * A workbook to be filled in: a list with nothing but its heads, and a guide that says of each column what belongs there. Codes are
 * text, so that their zeros in front stay; what can only be one of a few words is chosen from a list.
 */
export async function frameTemplate(): Promise<Uint8Array<ArrayBuffer>> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Hài Lòng'
  const list = workbook.addWorksheet(words.listSheet, {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }],
    pageSetup: WIDE,
  })
  list.addRow(COLUMNS.map(columnName))
  const head = list.getRow(1)
  head.font = { bold: true }
  head.alignment = { wrapText: true, vertical: 'middle' }
  const { dataValidations: validated } = list as typeof list & Validated
  COLUMNS.forEach((field, at) => {
    const column = list.getColumn(at + 1)
    column.width = WIDTHS[field] ?? 11
    if (field === 'code') column.numFmt = '@'
    if (field === 'khmerShare') column.numFmt = '0.0%'
    const choices = CHOICES[field]
    if (choices)
      validated.add(`${letter(at)}2:${letter(at)}${LISTED_LINES}`, {
        type: 'list',
        allowBlank: true,
        formulae: [`"${choices.join(',')}"`],
      })
  })
  const guide = workbook.addWorksheet(words.guideSheet, {
    views: [{ state: 'frozen', ySplit: words.lead.length + 2 }],
    pageSetup: WIDE,
  })
  for (const line of [words.title, ...words.lead]) guide.addRow([line])
  guide.addRow([words.column, words.needed, words.meaning, ...EXAMPLES.map((_, at) => words.example(at + 1))])
  for (const field of COLUMNS)
    guide.addRow([
      columnName(field),
      words.need(field),
      words.meanings[field] ?? words.gradeMeaning(levelsOf(field)),
      ...EXAMPLES.map((example) => exampleCell(example, field)),
    ])
  guide.getRow(1).font = { bold: true, size: 14 }
  guide.getRow(words.lead.length + 2).font = { bold: true }
  for (const [at, width] of [26, 22, 118, 28, 28, 28].entries()) {
    const column = guide.getColumn(at + 1)
    column.width = width
    column.alignment = { wrapText: at > 0, vertical: 'top', horizontal: 'left' }
  }
  COLUMNS.forEach((field, at) => {
    if (field === 'khmerShare') guide.getRow(words.lead.length + 3 + at).numFmt = '0.0%'
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const levelsOf = (field: FrameField): string =>
  (Object.keys(GRADES_OF) as Level[])
    .filter((level) => GRADES_OF[level].some((grade) => grade === field))
    .map((level) => words.levels[level])
    .join(', ')
