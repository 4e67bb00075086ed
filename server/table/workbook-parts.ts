import type { Archive } from './archive-check.ts'
import { type NumberKind, numberKindOf } from './cell-number.ts'
import { ImportRefused } from './import-refused.ts'
import { TABLE_LIMITS } from './table.ts'
import { readXml } from './xml-stream.ts'

export type SheetPart = Readonly<{ name: string; part: string; hidden: boolean }>
export type WorkbookParts = Readonly<{
  sheets: readonly SheetPart[]
  strings: string | null
  styles: string | null
  date1904: boolean
}>

type Relation = Readonly<{ type: string; target: string }>

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
const MAIN_TYPES: Readonly<Record<string, 'workbook' | 'macro_refused' | 'binary_workbook'>> = {
  [`${SPREADSHEET}sheet.main+xml`]: 'workbook',
  [`${SPREADSHEET}template.main+xml`]: 'workbook',
  'application/vnd.ms-excel.sheet.macroEnabled.main+xml': 'macro_refused',
  'application/vnd.ms-excel.template.macroEnabled.main+xml': 'macro_refused',
  'application/vnd.ms-excel.addin.macroEnabled.main+xml': 'macro_refused',
  'application/vnd.ms-excel.sheet.binary.macroEnabled.main': 'binary_workbook',
}

/**
 * Where the sheets, strings and styles of the workbook are: by the content types and relations, since part names are free.
 *
 * @throws ImportRefused not_a_table for a text document or any other archive; macro_refused; workbook_damaged
 */
export async function findParts(archive: Archive): Promise<WorkbookParts> {
  const types = await contentTypes(archive)
  const root = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument')
  if (root === undefined || !archive.has(root.target)) throw new ImportRefused('not_a_table')
  const kind = MAIN_TYPES[types.get(root.target) ?? '']
  if (kind === undefined) throw new ImportRefused('not_a_table')
  if (kind !== 'workbook') throw new ImportRefused(kind)
  const relations = await relationsById(archive, root.target)
  const { sheets, date1904 } = await readWorkbookPart(archive, root.target)
  const partOf = (kindOf: string) => [...relations.values()].find(({ type }) => type === kindOf)?.target ?? null
  return {
    date1904,
    strings: partOf('sharedStrings'),
    styles: partOf('styles'),
    // Chart sheets and dialogs are listed among the sheets and hold no cells.
    sheets: sheets.flatMap(({ name, relation, hidden }) => {
      const found = relations.get(relation)
      if (found === undefined) throw new ImportRefused('workbook_damaged', { part: root.target })
      return found.type === 'worksheet' ? [{ name, part: found.target, hidden }] : []
    }),
  }
}

async function contentTypes(archive: Archive): Promise<Map<string, string>> {
  const part = '[Content_Types].xml'
  if (!archive.has(part)) throw new ImportRefused('not_a_table')
  const types = new Map<string, string>()
  await readXml(part, archive.open(part), {
    open: (name, { PartName, ContentType }) => {
      if (name === 'Override' && PartName && ContentType) types.set(PartName.replace(/^\//, ''), ContentType)
    },
  })
  return types
}

const relationsPart = (source: string) => source.replace(/([^/]*)$/, '_rels/$1.rels')

async function relationsById(archive: Archive, source: string): Promise<Map<string, Relation>> {
  const part = relationsPart(source)
  const relations = new Map<string, Relation>()
  if (!archive.has(part)) return relations
  await readXml(part, archive.open(part), {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== 'Relationship' || !Id || !Type || !Target) return
      const type = Type.slice(Type.lastIndexOf('/') + 1)
      if (TargetMode === 'External') throw new ImportRefused('external_link_refused', { part })
      relations.set(Id, { type, target: resolvePart(source, Target) })
    },
  })
  return relations
}

const relationsOf = async (archive: Archive, source: string) => [...(await relationsById(archive, source)).values()]

/** `worksheets/sheet1.xml` seen from `xl/workbook.xml`. Never leaves the archive: the result is only looked up in it. */
function resolvePart(source: string, target: string): string {
  const path = target.startsWith('/') ? [] : source.split('/').slice(0, -1)
  for (const step of target.replace(/^\//, '').split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

async function readWorkbookPart(archive: Archive, part: string) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let date1904 = false
  await readXml(part, archive.open(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      if (relation === undefined || attributes.name === undefined) throw new ImportRefused('workbook_damaged', { part })
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name.slice(0, 100), relation, hidden })
    },
  })
  return { sheets, date1904 }
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** The shared strings in order, without the reading aids of East Asian text. */
export async function readStrings(archive: Archive, part: string, limits = TABLE_LIMITS): Promise<string[]> {
  const strings: string[] = []
  let current = ''
  let inText = false
  let aside = 0
  await readXml(part, archive.open(part), {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') aside++
      else if (name === 't') inText = aside === 0
    },
    text: (text) => {
      if (inText) current += text
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') aside--
      else if (name === 'si' && strings.push(unescapeText(current)) > limits.strings)
        throw new ImportRefused('too_many_strings', { max: limits.strings })
    },
  })
  return strings
}

/** `_x000D_` stands for a character XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** What a number in a cell of each style means: a plain number, a day, or a code that is shown with leading zeros. */
export async function readNumberKinds(archive: Archive, part: string): Promise<NumberKind[]> {
  const formats = new Map<number, string>()
  const kinds: NumberKind[] = []
  let inCells = false
  await readXml(part, archive.open(part), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && numFmtId && formatCode) formats.set(Number(numFmtId), formatCode)
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) kinds.push(numberKindOf(Number(numFmtId ?? 0), formats.get(Number(numFmtId))))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}
