import type { Sum } from '../../analysis/assessment/score.ts'
import type { ComponentScore } from '../../analysis/assessment/score-component.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import type { Component, Criterion } from '../../surveys/criteria/criteria-set.ts'
import { roman } from '../document/number.ts'
import type { YearInput } from './gather-year.ts'
import { factText, type PointCell, type PointLine, papersOnce, paperText, releaseText } from './paper-texts.ts'

/** The whole sheet: areas and criteria with their sums, components with what was entered, said and proved. */
export function sheetLines(input: YearInput): PointLine[] {
  const { card, scores, looks } = input
  const shown = [scores.self, looks >= 1 ? scores.first : null, looks >= 2 ? scores.second : null]
  const none = ['', '', '']
  return card.areas.flatMap((area, a): PointLine[] => {
    const sums = shown.map((score) => sumCell(score?.areas[a]))
    return [
      { cells: [roman(a + 1), area.name, area.points, ...sums, ...none], bold: true },
      ...area.criteria.flatMap((criterion, c): PointLine[] => {
        const scored = shown.map((score) => score?.areas[a]?.criteria[c])
        const line = (component: Component, at: number, number: string) => [
          number,
          component.name,
          component.points,
          ...scored.map((one) => scoredCell(one?.components[at])),
          ...notesOf(input, component),
        ]
        if (isOne(criterion)) return [line(criterion.components[0] as Component, 0, `${c + 1}`)]
        const own = scored.map((one) => sumCell(one))
        return [
          { cells: [`${c + 1}`, criterion.name, criterion.points, ...own, ...none], bold: true },
          ...criterion.components.map((component, at) => line(component, at, `${c + 1}.${at + 1}`)),
        ]
      }),
    ]
  })
}

/** Where nothing arose there are no points to be had; the note says so. */
const NOTHING = '–'
export const sumCell = (sum: Sum | undefined): PointCell =>
  sum && sum.most === 0 && sum.excluded > 0 ? NOTHING : (sum?.points ?? null)

/** A criterion that is its only component is one line. */
const isOne = ({ name, components }: Criterion): boolean => components.length === 1 && components[0]?.name === name

export const scoredCell = (score: ComponentScore | undefined): PointCell =>
  score === undefined
    ? ''
    : score.state === 'excluded'
      ? NOTHING
      : score.state === 'missing'
        ? words.notScored
        : score.points

/** Notes of the unit, notes of the appraisers, papers. */
function notesOf({ written, papers, releases, looks }: YearInput, component: Component): [string, string, string] {
  const { self, explanation, first, second } = written.get(component.id) ?? {}
  const told = (number: number, one: typeof first) => {
    const text = [one?.fact ? factText(component, one.fact) : '', one?.note ?? ''].filter(Boolean).join('. ')
    return text === '' ? '' : words.look(number, text)
  }
  const own = [
    self?.fact ? factText(component, self.fact) : '',
    self?.note ?? '',
    explanation?.note ? words.explained(explanation.note) : '',
  ]
  const proofs = [
    ...releases.filter((one) => one.component === component.id).map(releaseText),
    ...papersOnce(papers.filter(({ componentId }) => componentId === component.id)).map(paperText),
  ]
  return [
    own.filter(Boolean).join('. '),
    [looks >= 1 ? told(1, first) : '', looks >= 2 ? told(2, second) : ''].filter(Boolean).join(' '),
    proofs.join('; '),
  ]
}
