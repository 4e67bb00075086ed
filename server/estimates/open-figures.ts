import { makeDesign } from '../../analysis/design.ts'
import { type GateFacts, gate, type Published, usualGate } from '../../analysis/publish/gate.ts'
import type { Figure, Scale } from '../../analysis/satisfaction/figure.ts'
import { type GroupResult, satisfaction } from '../../analysis/satisfaction/satisfaction.ts'
import { type Answers, type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { hasReached } from '../../surveys/round.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { cellsOf, questionColumns } from '../dataset/columns.ts'
import type { DatasetTable } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { listOpenResponses, type OpenResponse } from '../responses/open-sheets.ts'
import { answerColumns, maskOf } from './answer-columns.ts'

/** What sheets of one mode (and level) say, each counting one. `rate` and `mean` have no margin: nobody drew who answered. */
export type OpenRow = Readonly<{
  mode: string
  level: string | null
  /** Absent below the least number of sheets, as every figure is. */
  sheets: number | null
  computed: Readonly<{ rate: Published; mean: Published }>
  asked: Readonly<{ rate: Published; mean: Published }>
}>

/**
 * Figures of the sheets that came by links and posters: bare shares of those who chose to answer, from their own table, so that
 * they cannot enter a weighted figure, and through the gate that strips every margin and verdict.
 */
export async function openFigures(db: Db, roundId: string): Promise<{ rows: OpenRow[] }> {
  const round = await getRound(db, roundId)
  if (!hasReached(round.state, 'closed'))
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'estimate' } })
  const [responses, instruments] = await Promise.all([listOpenResponses(db, roundId), instrumentsOf(db, round)])
  if (responses.length === 0) return { rows: [] }
  const table = tableOf(responses, instruments)
  const links = new Map([...new Set(responses.map(({ linkId }) => linkId))].map((id, place) => [id, place]))
  const design = makeDesign({
    weights: new Float64Array(table.rows).fill(1),
    stages: [{ unit: Int32Array.from(responses, ({ linkId }) => links.get(linkId) ?? -1) }],
  })
  const both = (a: Uint8Array, b: Uint8Array) => a.map((one, row) => one & b[row])
  const modes = [...new Set(table.column('mode'))].sort()
  const levels = [...new Set(table.column('level'))].sort()
  const groups = modes.flatMap((mode) => {
    const mask = maskOf(table.column('mode'), mode)
    return [
      { key: { mode }, mask, items: false },
      ...levels
        .map((level) => ({
          key: { mode, level },
          mask: both(mask, maskOf(table.column('level'), level)),
          items: false,
        }))
        .filter((group) => group.mask.includes(1)),
    ]
  })
  return { rows: satisfaction(design, answerColumns(table, instruments), groups).groups.map(rowOf) }
}

function rowOf(group: GroupResult): OpenRow {
  const bare = (figure: Figure, scale: Scale): Published => {
    const facts: GateFacts = { scale, probability: false, largestShare: null }
    return gate(figure, usualGate, facts)
  }
  const pair = ({ rate, mean }: GroupResult['overallAsked']) => ({ rate: bare(rate, 'rate'), mean: bare(mean, 'mean') })
  return {
    mode: group.key.mode,
    level: group.key.level ?? null,
    sheets: group.sheets < usualGate.minAnswers ? null : group.sheets,
    computed: pair(group.overallComputed),
    asked: pair(group.overallAsked),
  }
}

/** The sheets as columns, as a frozen dataset has them. */
function tableOf(responses: readonly OpenResponse[], instruments: readonly Instrument[]): DatasetTable {
  const levelOf = new Map(instruments.map(({ form, version, level }) => [`${form}@${version}`, level as string]))
  const questions = questionColumns(instruments)
  const cellsIn = new Map(instruments.map((form) => [instrumentId(form), cellsOf(form, questions)]))
  const given = responses.map(
    ({ answers, instrumentId: id }) => cellsIn.get(id)?.(JSON.parse(answers) as Answers) ?? questions.map(() => ''),
  )
  const columns = new Map<string, readonly string[]>([
    ['form', responses.map(({ instrumentId }) => instrumentId)],
    ['mode', responses.map(({ mode }) => mode)],
    ['level', responses.map(({ instrumentId }) => levelOf.get(instrumentId) ?? '')],
    ...questions.map(({ id }, place) => [id, given.map((cells) => cells[place])] as const),
  ])
  return {
    rows: responses.length,
    names: [...columns.keys()],
    has: (name) => columns.has(name),
    column: (name) => columns.get(name) ?? [],
  }
}
