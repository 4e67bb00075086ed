import { codebookOf, MISSING, type Variable } from './codebook.ts'
import { type PlainItem, plainItems } from './expand.ts'
import { type Instrument, instrumentId } from './instrument.ts'
import type { Language, Text } from './text.ts'

/** What is said about the study as a whole; what is not known is left out rather than invented. */
export type Study = Readonly<{
  title: Text
  /** Who is responsible: the Department. */
  authority: string
  /** `2021`, or the first and last day of the field work. */
  period?: string
  place?: string
  universe?: Text
  sampling?: string
  weighting?: string
  responseRate?: string
  samplingError?: string
  /** Name of the data file and its number of rows. */
  file?: Readonly<{ name: string; rows: number }>
}>

/** Columns beside the answers: weight, stratum, school … with the words an analyst reads. */
export type DesignVariable = Readonly<{ name: string; label: Text; type: 'number' | 'string'; weight?: boolean }>

/**
 * The variables of a form as DDI Codebook 2.5, the description archives and other statistics programs read.
 * Texts in every language they have, the question as it was asked, value labels, both reasons for a missing value.
 * Only `stdyDscr/citation` is required by the standard; the order of elements is the schema's.
 */
export function ddiOf(instrument: Instrument, study: Study, design: readonly DesignVariable[] = []): string {
  const variables = codebookOf(instrument)
  const questions = new Map(plainItems(instrument).map(({ item }) => [item.id, item]))
  const groups = instrument.blocks.map((block) => {
    const members = variables.filter((variable) => variable.block === block.id).map((variable) => idOf(variable.name))
    return element('varGrp', { ID: `G_${block.id}`, var: members.join(' ') }, inEach('labl', block.title))
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'codeBook',
    { xmlns: 'ddi:codebook:2_5', version: '2.5' },
    studyDescription(instrument, study),
    study.file ? fileDescription(study.file, variables.length + design.length) : '',
    element(
      'dataDscr',
      {},
      ...groups,
      ...design.map(designVariable),
      ...variables.map((variable) => answerVariable(variable, questions.get(variable.item ?? ''))),
    ),
  )}\n`
}

function studyDescription(instrument: Instrument, study: Study): string {
  return element(
    'stdyDscr',
    {},
    element(
      'citation',
      {},
      element(
        'titlStmt',
        {},
        said('titl', study.title, 'vi'),
        study.title.en ? said('parTitl', study.title, 'en') : '',
      ),
      element('rspStmt', {}, element('AuthEnty', {}, escaped(study.authority))),
      element('verStmt', {}, element('version', {}, escaped(instrumentId(instrument)))),
    ),
    element(
      'stdyInfo',
      {},
      optional('sumDscr', [
        study.period && element('timePrd', {}, escaped(study.period)),
        element('nation', { abbr: 'VN' }, 'Việt Nam'),
        study.place && element('geogCover', {}, escaped(study.place)),
        study.universe && said('universe', study.universe, 'vi'),
      ]),
    ),
    element(
      'method',
      {},
      optional('dataColl', [
        study.sampling && element('sampProc', {}, escaped(study.sampling)),
        element('resInstru', {}, escaped(instrument.title.vi)),
        study.weighting && element('weight', {}, escaped(study.weighting)),
      ]),
      optional('anlyInfo', [
        study.responseRate && element('respRate', {}, escaped(study.responseRate)),
        study.samplingError && element('EstSmpErr', {}, escaped(study.samplingError)),
      ]),
    ),
  )
}

const fileDescription = (file: NonNullable<Study['file']>, columns: number): string =>
  element(
    'fileDscr',
    { ID: 'F1' },
    element(
      'fileTxt',
      {},
      element('fileName', {}, escaped(file.name)),
      element('dimensns', {}, element('caseQnty', {}, String(file.rows)), element('varQnty', {}, String(columns))),
    ),
  )

const designVariable = ({ name, label, type, weight }: DesignVariable): string =>
  element(
    'var',
    { ID: idOf(name), name, ...(weight ? { wgt: 'wgt' } : {}), intrvl: weight ? 'contin' : 'discrete' },
    inEach('labl', label),
    formatOf(type),
  )

function answerVariable(variable: Variable, item: PlainItem | undefined): string {
  const { name, label, values, computed, formula, type, measure } = variable
  const categories = values.map(({ value, label: words }) =>
    element('catgry', {}, element('catValu', {}, escaped(String(value))), inEach('labl', words)),
  )
  const missing = type === 'number' && !computed ? MISSING : []
  const missingCategories = missing.map(({ code, label: words }) =>
    element('catgry', { missing: 'Y' }, element('catValu', {}, String(code)), inEach('labl', words)),
  )
  return element(
    'var',
    { ID: idOf(name), name, intrvl: measure === 'scale' ? 'contin' : 'discrete', nature: natureOf(measure) },
    inEach('labl', label),
    item ? element('qstn', {}, ...spoken(item.text).map((language) => said('qstnLit', item.text, language))) : '',
    ...categories,
    ...missingCategories,
    computed && formula ? element('derivation', {}, element('drvdesc', {}, escaped(formula))) : '',
    formatOf(type),
  )
}

const natureOf = (measure: Variable['measure']): string => (measure === 'scale' ? 'ratio' : measure)
const formatOf = (type: Variable['type']): string =>
  element('varFormat', { type: type === 'number' ? 'numeric' : 'character', schema: 'other' })
const idOf = (name: string): string => `V_${name}`

const spoken = (text: Text): Language[] =>
  (['vi', 'km', 'en'] as const).filter((language) => text[language] !== undefined)
const said = (name: string, text: Text, language: Language): string =>
  element(name, { 'xml:lang': language }, escaped(text[language] ?? text.vi))
const inEach = (name: string, text: Text): string =>
  spoken(text)
    .map((language) => said(name, text, language))
    .join('')

const optional = (name: string, parts: readonly (string | undefined)[]): string => {
  const there = parts.filter((part) => part !== undefined && part !== '')
  return there.length > 0 ? element(name, {}, ...there.map(String)) : ''
}

/** Children are XML already; attributes are not. */
function element(name: string, attributes: Readonly<Record<string, string>>, ...children: readonly string[]): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')
  const inside = children.join('')
  return inside === '' ? `<${name}${said}/>` : `<${name}${said}>${inside}</${name}>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
/** XML 1.0 cannot hold most control characters, not even escaped: they are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
