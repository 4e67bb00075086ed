import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { parse } from '../../surveys/expression/parse.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import {
  type Answers,
  block,
  type Instrument,
  instrument as instrumentSchema,
  item,
  notice,
  text,
} from '../../surveys/instrument.ts'
import type { DraftDefinition } from '../instruments/draft-shape.ts'
import { Problem } from '../problem.ts'

const readable = (item: Readonly<Record<string, unknown>>): boolean =>
  [item.relevant, item.constraint, item.calculation].every(
    (source) => typeof source !== 'string' || 'tree' in parse(source),
  )

/**
 * As much of an unfinished form as can be shown: the questions that are whole. What is left out is still named by the
 * editor as an error; a parent never sees such a page.
 */
export function showable(definition: DraftDefinition): Instrument | undefined {
  const blocks = definition.blocks.flatMap((given) => {
    const items = given.items.flatMap((one) => {
      const read = item.safeParse(one)
      return read.success && readable(read.data) ? [read.data] : []
    })
    const read = block.safeParse({ ...given, items })
    return read.success ? [read.data] : []
  })
  const { notice: own, title, source, ...rest } = definition
  const read = notice.safeParse(own)
  const whole = instrumentSchema.safeParse({
    ...rest,
    ...(read.success ? { notice: read.data } : {}),
    title: text.safeParse(title).success ? title : { vi: '…' },
    source: source || '-',
    blocks,
  })
  return whole.success ? whole.data : undefined
}

/** What would be stored of a sheet, by the rules of a real one. Nothing is. */
export function tryAnswers(instrument: Instrument, given: unknown, day: string): Answers {
  const rules = rulesOf(instrument, day)
  const errors = checkAnswers(instrument, given, rules)
    .filter(({ code }) => code !== 'required_missing')
    .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) }))
  if (errors.length > 0) throw new Problem('answer_invalid', { errors })
  return canonicalAnswers(instrument, given as Answers, rules)
}
