import { answerTo } from './canonical.ts'
import { expand, type PlainItem, plainItems } from './expand.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from './forms/items.ts'
import type { Answer, Answers, Block, Instrument } from './instrument.ts'
import type { Text } from './text.ts'

/** The blocks that are judged domain by domain; F asks for the whole, T describes the respondent, G is open text. */
export const DOMAIN_BLOCKS: readonly string[] = ['A', 'B', 'C', 'D', 'E']
/** From this level up an answer counts as satisfied ("hài lòng" and "rất hài lòng"). */
export const SATISFIED_FROM = 4

/** Why a cell is empty, for formats that keep reasons (SPSS, Stata, DDI). In plain tables both are empty. */
export const MISSING = [
  { code: -8, label: NOT_APPLICABLE },
  { code: -9, label: { vi: 'Không trả lời', en: 'Not answered' } },
] as const satisfies readonly Readonly<{ code: number; label: Text }>[]

export type Variable = Readonly<{
  /** Column name in every export: letters, digits, underscore; at most 64 bytes. */
  name: string
  label: Text
  block: string
  /** The item it comes from; null for a variable computed from several. */
  item: string | null
  type: 'number' | 'string'
  measure: 'nominal' | 'ordinal' | 'scale'
  /** `value` as it is stored, `code` as a number for formats that label numbers only. */
  values: readonly Readonly<{ value: number | string; code: number; label: Text }>[]
  computed: boolean
  /** How a computed variable comes about. */
  formula?: string
}>

export type Domain = Readonly<{ block: string; title: Text; items: readonly string[] }>

/** The judged domains of a form with their scale items, in order. */
export const domainsOf = (instrument: Instrument): Domain[] =>
  instrument.blocks
    .filter((block) => DOMAIN_BLOCKS.includes(block.id))
    .map((block) => ({ block: block.id, title: block.title, items: scaleIds(block) }))
    .filter((domain) => domain.items.length > 0)

const scaleIds = (block: Block): string[] =>
  block.items.flatMap(expand).flatMap((item) => (item.type === 'scale' ? [item.id] : []))

/** Every column that answers to this form have in a table: those of its items, then the computed ones. */
export const codebookOf = (instrument: Instrument): Variable[] => [
  ...plainItems(instrument).flatMap(({ item, block }) => itemVariables(block, item)),
  ...domainsOf(instrument).flatMap(domainVariables),
  ...overallVariables,
]

const number = { type: 'number', computed: false } as const
const yesNo = [
  { value: 1, code: 1, label: { vi: 'Có chọn', en: 'Chosen' } },
  { value: 0, code: 0, label: { vi: 'Không chọn', en: 'Not chosen' } },
]

function itemVariables(block: string, item: PlainItem): Variable[] {
  const base = { name: item.id, label: item.text, block, item: item.id, values: [] }
  switch (item.type) {
    case 'scale': {
      const levels = SCALE_LEVELS.map(({ value, text }) => ({ value, code: value, label: text })).reverse()
      return [{ ...base, ...number, measure: 'ordinal', values: levels }]
    }
    case 'percent':
      return [{ ...base, ...number, measure: 'scale' }]
    case 'text':
      return [{ ...base, type: 'string', computed: false, measure: 'nominal' }]
    case 'single': {
      const values = item.options.map((option, index) => ({ value: option.value, code: index + 1, label: option.text }))
      return [{ ...base, type: 'string', computed: false, measure: 'nominal', values }]
    }
    case 'multiple':
      return item.options.map((option) => ({
        ...base,
        ...number,
        name: `${item.id}_${option.value}`,
        label: option.text,
        measure: 'nominal',
        values: yesNo,
      }))
    case 'number':
      return [{ ...base, ...number, measure: 'scale' }]
    case 'date':
    case 'hidden':
      return [{ ...base, type: 'string', computed: false, measure: 'nominal' }]
    case 'calculated':
      return [
        {
          ...base,
          type: item.gives === 'number' ? 'number' : 'string',
          measure: item.gives === 'number' ? 'scale' : 'nominal',
          computed: true,
          formula: item.calculation,
        },
      ]
    case 'ranking':
      return item.options.map((option) => ({
        ...base,
        ...number,
        name: `${item.id}_${option.value}`,
        label: both(item.text, option.text),
        measure: 'ordinal',
      }))
    case 'note':
      return []
  }
}

const both = (one: Text, other: Text): Text => ({
  vi: `${one.vi} – ${other.vi}`,
  ...(one.en && other.en ? { en: `${one.en} – ${other.en}` } : {}),
})

const computed = (name: string, block: string, label: Text, formula: string): Variable => ({
  name,
  label,
  block,
  item: null,
  type: 'number',
  measure: 'scale',
  values: [],
  computed: true,
  formula,
})

const joined = (before: Readonly<{ vi: string; en: string }>, title: Text): Text => ({
  vi: `${before.vi}: ${title.vi}`,
  en: `${before.en}: ${title.en ?? title.vi}`,
})

const domainVariables = ({ block, title }: Domain): Variable[] => [
  computed(
    `${block}_rate`,
    block,
    joined({ vi: 'Tỷ lệ mục được đánh giá hài lòng', en: 'Share of items judged satisfied' }, title),
    `count(${block}* >= ${SATISFIED_FROM}) / count(${block}* answered 1-5)`,
  ),
  computed(
    `${block}_mean`,
    block,
    joined({ vi: 'Điểm trung bình', en: 'Mean level' }, title),
    `mean(${block}* answered 1-5)`,
  ),
]

const overallVariables: readonly Variable[] = [
  computed(
    'all_rate',
    'F',
    { vi: 'Tỷ lệ hài lòng chung tính từ các lĩnh vực', en: 'Overall share, computed from the domains' },
    'mean of the domain rates that exist, each domain with equal weight',
  ),
  computed(
    'all_mean',
    'F',
    { vi: 'Điểm trung bình chung tính từ các lĩnh vực', en: 'Overall mean, computed from the domains' },
    'mean of the domain means that exist, each domain with equal weight',
  ),
  computed(
    'all_satisfied',
    'F',
    { vi: 'Hài lòng ở mọi lĩnh vực', en: 'Satisfied in every domain' },
    `1 if every domain mean is at least ${SATISFIED_FROM}, else 0; empty if a domain has no answer`,
  ),
]

/** One sheet as a row of the table that `codebookOf` describes; null where there is no value. */
export function valuesOf(instrument: Instrument, answers: Answers): Record<string, number | string | null> {
  const row: Record<string, number | string | null> = {}
  for (const { item } of plainItems(instrument)) {
    if (item.type === 'note') continue
    const answer = answerTo(answers, item.id)
    if (item.type === 'multiple')
      for (const { value } of item.options)
        row[`${item.id}_${value}`] = isList(answer) ? Number(answer.includes(value)) : null
    else if (item.type === 'ranking')
      // The place from 1; what was not put in order has none.
      for (const { value } of item.options)
        row[`${item.id}_${value}`] = isList(answer) && answer.includes(value) ? answer.indexOf(value) + 1 : null
    else row[item.id] = typeof answer === 'object' ? null : (answer ?? null)
  }
  const domains = domainsOf(instrument).map((domain) => {
    const levels = domain.items.map((id) => answerTo(answers, id)).filter(isLevel)
    const rate = mean(levels.map((level) => Number(level >= SATISFIED_FROM)))
    const level = mean(levels)
    row[`${domain.block}_rate`] = rate
    row[`${domain.block}_mean`] = level
    return { rate, level }
  })
  row.all_rate = mean(domains.flatMap(({ rate }) => rate ?? []))
  row.all_mean = mean(domains.flatMap(({ level }) => level ?? []))
  const complete = domains.length > 0 && domains.every(({ level }) => level !== null)
  row.all_satisfied = complete ? Number(domains.every(({ level }) => (level ?? 0) >= SATISFIED_FROM)) : null
  return row
}

const isList = (answer: Answer | undefined): answer is readonly string[] => Array.isArray(answer)
const isLevel = (answer: Answer | undefined): answer is number => typeof answer === 'number'
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
