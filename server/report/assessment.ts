import { areaInText, documentWords as common, levelInText, listed } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { count, decimal } from '../document/number.ts'
import { clause, dash, ending, paragraph, part } from '../document/outline.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import { dataTable, tableCaption } from '../document/table.ts'
import { domainOf, isFigure, nameIn, rateText, shareText, sumOf, targetText, wholeOf } from './cells.ts'
import { lowestFirst, type Ranked, ranked } from './ranking.ts'
import type { ReportInput, Result, TargetVerdict } from './report-input.ts'
import { modeList } from './rollout.ts'

const BLOCKS = 2
const ITEMS = 3
const REMEDY_BLOCKS = 2
const REMEDY_ITEMS = 5

type Named = Readonly<{ title: string; result: Result }>

const blocksOf = (input: ReportInput): Named[] =>
  input.results.blocks.flatMap(({ id, title }) => {
    const result = wholeOf(input).blocks[id]
    return result ? [{ title, result }] : []
  })
const itemsOf = (input: ReportInput, level: string): Named[] =>
  input.results.items
    .filter((item) => item.level === level)
    .map((item) => ({ title: item.text.replace(/[.?]$/, ''), result: item.result }))

/** Part IV: what the numbers say is good, what they say is poor, and what the method cannot say. */
export function assessment(input: ReportInput): ParagraphPiece[] {
  return [
    part('IV', words.assessment),
    clause(1, words.strengths),
    ...orNothing([...extremes(input, 'high'), ...areaVerdicts(input, ['met'])]),
    clause(2, words.weaknesses),
    ...orNothing([...extremes(input, 'low'), ...areaVerdicts(input, ['missed', 'inconclusive'])]),
    paragraph(words.orderText),
    clause(3, words.methodLimits),
    ...limits(input),
  ]
}

/** A heading with nothing below would read as if there were nothing good, or nothing poor. */
const orNothing = (lines: readonly ParagraphPiece[]): readonly ParagraphPiece[] =>
  lines.length > 0 ? lines : [paragraph(words.nothingShown)]

function extremes(input: ReportInput, end: 'high' | 'low'): ParagraphPiece[] {
  const take = (list: Ranked<Named>[], most: number) => (end === 'high' ? list : lowestFirst(list)).slice(0, most)
  const say = (list: Ranked<Named>[]) =>
    listed(
      list.map(({ thing, figure }) =>
        words.rated({ name: thing.title, rate: rateText(figure.value, input.round.target) }),
      ),
    )
  const byRate = (things: Named[]) => ranked(things, ({ result }) => result.rate)
  // With fewer than twice as many, the same name could stand among the best and the worst.
  const blocks = byRate(blocksOf(input))
  const blockWords = end === 'high' ? words.strengthBlocks : words.weakBlocks
  const itemWords = end === 'high' ? words.strengthItems : words.weakItems
  const lines = blocks.length >= 2 * BLOCKS ? [dash(blockWords({ list: say(take(blocks, BLOCKS)) }))] : []
  for (const { id, name } of input.levels) {
    const items = byRate(itemsOf(input, id))
    if (items.length >= 2 * ITEMS)
      lines.push(dash(itemWords({ level: levelInText(name), list: say(take(items, ITEMS)) })))
  }
  return lines
}

/** How many areas of each verdict; a verdict that no area has is not mentioned. */
function areaVerdicts(input: ReportInput, kinds: readonly TargetVerdict[]): ParagraphPiece[] {
  const verdicts = input.areas.map(({ id }) => domainOf(input, null, id)?.computed.verdict ?? null)
  const all = count(verdicts.filter((each) => each !== null).length)
  const say = { met: words.metAreas, missed: words.missedAreas, inconclusive: words.inconclusiveAreas }
  return kinds.flatMap((kind) => {
    const number = verdicts.filter((each) => each === kind).length
    return number > 0 ? [dash(say[kind]({ [kind]: count(number), all, target: targetText(input.round.target) }))] : []
  })
}

function limits(input: ReportInput): ParagraphPiece[] {
  const { fieldwork, modes, integrity, round, levels, areas } = input
  const rate = (row: (typeof fieldwork)[number]) => row.used / row.issued
  const issued = fieldwork.filter((row) => row.issued > 0)
  const [worst] = [...issued].sort((a, b) => rate(a) - rate(b))
  const lines: ParagraphPiece[] = []
  if (worst)
    lines.push(
      dash(
        words.responseLimit({
          rate: shareText(
            sumOf(fieldwork, (row) => row.used),
            sumOf(fieldwork, (row) => row.issued),
          ),
          level: levelInText(nameIn(levels, worst.level)),
          area: areaInText(nameIn(areas, worst.area)),
          lowest: shareText(worst.used, worst.issued),
        }),
      ),
    )
  const answered = sumOf(modes, (mode) => mode.count)
  if (answered > 0) lines.push(dash(words.modeLimit({ list: modeList(modes, answered) })))
  const { suggested } = integrity
  if (suggested)
    lines.push(
      dash(
        words.suggestedLimit({
          yes: count(suggested.yes),
          answered: count(suggested.answered),
          share: shareText(suggested.yes, suggested.answered),
        }),
      ),
    )
  lines.push(dash(pressureLine(integrity.pressure)))
  const asked = wholeOf(input).asked.rate
  if (isFigure(asked) && asked.deff !== null && asked.deff > 0)
    lines.push(
      dash(
        words.precisionLimit({
          deff: decimal(asked.deff, 2),
          n: count(asked.n),
          effective: count(Math.floor(asked.n / asked.deff)),
        }),
      ),
    )
  lines.push(dash(words.rankingLimit({ whole: round.whole.toLocaleLowerCase('vi') })))
  return lines
}

/** Part V: what to mend first, taken from the lowest numbers; who does it and until when is for the Department to fill in. */
export function proposals(input: ReportInput): Piece[] {
  const target = targetText(input.round.target)
  const rows = remedies(input)
  const [addressee = ''] = input.addressees
  return [
    part('V', words.proposals),
    clause(1, words.remedies),
    ...(rows.length === 0
      ? [paragraph(allMet(input) ? words.noRemedies({ target }) : words.unknownRemedies({ target }))]
      : [
          paragraph(words.remediesText({ target })),
          tableCaption(common.table('8', words.remedyTable)),
          dataTable(
            words.remedyColumns.map((title, index) => ({
              title,
              width: [0.6, 3.6, 1.3, 1.1, 1.5, 1][index] ?? 1,
              align: index === 1 || index === 2 ? 'left' : 'center',
            })),
            rows.map((cells, index) => [count(index + 1), ...cells, '', '']),
          ),
        ]),
    clause(2, words.requests),
    paragraph(words.requestText({ body: input.head.bodyInText, addressee })),
    ending(words.closing({ year: String(input.round.year), body: input.head.bodyInText })),
  ]
}

/** Hidden figures prove nothing: only what is printed can be said to be above the target. */
const allMet = (input: ReportInput): boolean =>
  [...blocksOf(input), ...input.levels.flatMap(({ id }) => itemsOf(input, id))].every(
    ({ result }) => result.verdict === 'met',
  )

function remedies(input: ReportInput): string[][] {
  const wanted = (things: Named[], most: number) =>
    lowestFirst(
      ranked(
        things.filter(({ result }) => result.verdict !== 'met'),
        ({ result }) => result.rate,
      ),
    ).slice(0, most)
  const line = (scope: string, { thing, figure }: Ranked<Named>) => [
    thing.title,
    scope,
    rateText(figure.value, input.round.target),
  ]
  return [
    ...wanted(blocksOf(input), REMEDY_BLOCKS).map((each) => line(input.round.whole, each)),
    ...input.levels.flatMap(({ id, name }) => wanted(itemsOf(input, id), REMEDY_ITEMS).map((each) => line(name, each))),
  ]
}

/** A few reports could point at somebody: fewer than five are said as that, and nowhere which schools they came from. */
const FEW_REPORTS = 5

function pressureLine({ count: told, schools }: ReportInput['integrity']['pressure']): string {
  if (told === 0) return words.noPressure
  if (told < FEW_REPORTS) return words.fewPressure({ few: count(FEW_REPORTS) })
  return words.pressure({
    count: count(told),
    schools: schools < FEW_REPORTS ? words.fewSchools({ few: count(FEW_REPORTS) }) : count(schools),
  })
}
