import { activeRows, type Design } from '../design.ts'
import type { Part } from './composite.ts'
import type { Scale } from './figure.ts'
import { type BlockRate, type IndexParts, indexParts } from './index-parts.ts'
import type { Answers } from './satisfaction.ts'
import { scoresOf, shareOf, termOf } from './scores.ts'

export type IndexOfDomain = IndexParts & Readonly<{ asked: (scale: Scale) => Part[] }>

/** The parts of the index in any domain of the same rows; the answers are scored once. Throws as `satisfaction`. */
export function indexOf(
  answers: Answers,
  rows: number,
  { satisfiedFrom = 4, blockRate = 'mean_of_items' as BlockRate } = {},
): (domain: Design) => IndexOfDomain {
  const forms = answers.forms.map((form) => scoresOf(form, rows, satisfiedFrom))
  const overall = answers.overall && shareOf('overall', answers.overall, rows, satisfiedFrom)
  const everybody = new Float64Array(rows).fill(1)
  return (domain) => ({
    ...indexParts(forms, activeRows(domain), blockRate),
    asked: (scale) => (overall ? [{ member: everybody, terms: termOf([overall], scale, 1, false) }] : []),
  })
}
