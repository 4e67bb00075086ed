import { design } from '../../client/words/design.ts'
import { areaInText, documentWords as common, levelInText, listed } from '../../client/words/documents.ts'
import { modeConduct, modeShort } from '../../client/words/modes.ts'
import { moneyInWords } from '../../client/words/money.ts'
import { planDocumentWords as words } from '../../client/words/plan-document.ts'
import { modeAllowed } from '../../surveys/mode.ts'
import { annexes } from '../document/annex.ts'
import { DocumentError } from '../document/document-error.ts'
import { heading, legalBases, title } from '../document/heading.ts'
import { count, letter, percent, vietnameseDay } from '../document/number.ts'
import { clause, dash, ending, paragraph, part, point } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, tableCaption } from '../document/table.ts'
import { checkPlan } from './check-plan.ts'
import { type PlanAnnexes, planAnnexes } from './plan-annexes.ts'
import type { NamedReason, PlanInput } from './plan-input.ts'
import { formName, modesUsed } from './plan-modes.ts'
import { allocationCells, respondentsOf, sumOf } from './plan-sums.ts'

const KIND = 'PA'

export const points = (texts: readonly string[]): Piece[] => texts.map((text, index) => point(letter(index), text))
export const targetText = (target: number): string => percent(target, Number.isInteger(target * 100) ? 0 : 1)

/**
 * Phương án điều tra, as it goes to the body that approves it.
 * @throws DocumentError with every sum that does not hold; nothing is made then
 */
export function planOutline(input: PlanInput): Outline {
  const faults = checkPlan(input)
  if (faults.length > 0) throw new DocumentError(faults)
  const { head, round } = input
  const mark = round.synthetic ? common.synthetic : null
  const abstract = words.abstract(round.year)
  const attached = planAnnexes(input)
  const names = { year: String(round.year), body: head.bodyInText, province: round.province }
  const pieces = [
    heading(head, KIND),
    ...title(common.kinds.PA, abstract),
    ...legalBases(input.legalBases),
    paragraph(words.opening(names)),
    ...aims(input),
    ...scope(input, attached),
    ...sampling(input, attached),
    ...content(input, attached),
    ...time(input, attached),
    ...collecting(input),
    ...processing(input),
    part('VIII', words.control),
    ...points(words.controlList),
    ...privacy(input),
    part('X', words.money),
    paragraph(
      attached.budget === null
        ? words.noMoney
        : words.moneyText({
            total: count(input.budget.total),
            words: levelInText(moneyInWords(input.budget.total)),
            annex: attached.budget,
          }),
    ),
    ...organising(input),
    ending(words.ending(names)),
    ...signature([words.approverRecipient(input.approver), words.schoolsRecipient], input.archive, input.signer),
  ]
  return {
    title: `${common.kinds.PA}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: round.synthetic ? common.synthetic : '',
    sections: [{ pieces, mark }, ...annexes(attached.list, head, KIND, mark)],
  }
}

function aims({ round }: PlanInput): Piece[] {
  const purposes = words.purposes({
    province: round.province,
    year: String(round.year),
    target: targetText(round.target),
  })
  return [
    part('I', words.aims),
    clause(1, words.purpose),
    ...points(purposes),
    clause(2, words.demand),
    ...points(words.demands),
  ]
}

/** Longer lists are not read inside a sentence. */
const MOST_NAMED = 20

function scope(input: PlanInput, attached: PlanAnnexes): Piece[] {
  const { areas, levels, round, allocation } = input
  const inAnnex = areas.length > MOST_NAMED && allocation.every(({ area }) => area !== null)
  return [
    part('II', words.scope),
    clause(1, words.area),
    paragraph(
      words.areaText({
        province: round.province,
        areas: count(areas.length),
        areaNames: inAnnex ? words.areasInAnnex(attached.allocation) : words.areaNames(listed(areas.map(areaInText))),
        levels: listed([...new Set(levels.map(({ name }) => levelInText(name)))]),
      }),
    ),
    clause(2, words.subjects),
    paragraph(words.subjectsText({ respondents: listed(respondentsOf(input)) })),
    clause(3, words.units),
    paragraph(words.unitsText),
  ]
}

function reasons(list: readonly NamedReason[]): string {
  const named = list.slice(0, MOST_NAMED).map((one) => words.withReason(one))
  const rest = list.length - named.length
  return rest > 0 ? `${named.join('; ')}; ${words.andMore(count(rest))}` : named.join('; ')
}

const numberText = (value: number | null): string | null => (value === null ? null : count(value))

function sampling(input: PlanInput, attached: PlanAnnexes): Piece[] {
  const { frame, allocation, round, levels } = input
  const [, , schools = '', classes = '', slips = '', reserves = ''] = allocationCells(allocation)
  const known = (name: 'schools' | 'classes' | 'pupils') => count(sumOf(frame.rows, (row) => row[name]))
  const left = (name: 'schools' | 'pupils') => sumOf(frame.leftOut, (row) => row[name])
  const byLevel = allocation.every(({ level }) => level !== null)
  return [
    part('III', words.method),
    clause(1, words.type),
    paragraph(words.typeText),
    clause(2, words.frame),
    paragraph(
      words.frameText({
        version: String(frame.version),
        asOf: vietnameseDay(frame.asOf).replace(/^ngày /, ''),
        schools: known('schools'),
        classes: known('classes'),
        pupils: known('pupils'),
        hash: frame.hash.slice(0, 16),
      }),
    ),
    ...(left('schools') > 0
      ? [
          paragraph(
            words.leftOutText({
              schools: count(left('schools')),
              pupils: count(left('pupils')),
              list: reasons(frame.leftOutWhy),
            }),
          ),
        ]
      : []),
    ...(frame.takeAllWhy.length > 0
      ? [paragraph(words.takeAllText({ schools: count(frame.takeAllWhy.length), list: reasons(frame.takeAllWhy) }))]
      : []),
    clause(3, words.selection),
    ...points(
      words.selectionList({
        columns: listed(round.strata.map((column) => levelInText(design.columnNames[column] ?? column))),
        strata: count(allocation.length),
        selection: levelInText(
          (design.selections[round.selection] ?? round.selection).replaceAll('học sinh', 'người học'),
        ),
        classes: words.classesOf(numberText(round.classesPerSchool)),
        pupils: words.pupilsOf(numberText(round.pupilsPerClass)),
        reserves: count(round.reserves),
      }),
    ),
    clause(4, words.size),
    paragraph(words.sizeText({ schools, classes, slips, reserves, annex: attached.allocation })),
    ...(byLevel
      ? [
          tableCaption(common.table('1', words.sizeTable)),
          dataTable(
            words.sizeColumns.map((name, index) => ({
              title: name,
              width: index === 0 ? 1.8 : 1,
              align: index === 0 ? 'left' : 'right',
            })),
            [
              ...[...new Map(levels.map(({ id, name }) => [id, name]))].map(([id, name]) => [
                name,
                ...allocationCells(allocation.filter(({ level }) => level === id)),
              ]),
              { cells: [common.total, ...allocationCells(allocation)], bold: true as const },
            ],
          ),
        ]
      : []),
  ]
}

function content({ forms, levels }: PlanInput, attached: PlanAnnexes): Piece[] {
  const blocks = [...new Map(forms.flatMap((form) => form.blocks).map(({ id, title: name }) => [id, name])).values()]
  return [
    part('IV', words.content),
    clause(1, words.blocks),
    paragraph(words.blocksText({ blocks: blocks.map(levelInText).join('; ') })),
    paragraph(words.scaleText),
    clause(2, words.forms),
    ...forms.map((form) => {
      const asked = levels.filter((level) => level.form === form.id)
      const items = sumOf(form.blocks, (block) => block.items.length)
      return dash(
        words.formText({
          title: form.title,
          id: form.id,
          items: count(items),
          respondents: listed(respondentsOf({ levels: asked })),
        }),
      )
    }),
    paragraph(words.formsAnnex({ annex: attached.forms })),
  ]
}

export const timeText = ({ opensOn, closesOn }: PlanInput['round']): string =>
  opensOn && closesOn ? words.timeText({ from: vietnameseDay(opensOn), to: vietnameseDay(closesOn) }) : words.noTime

function time({ round, calendar }: PlanInput, attached: PlanAnnexes): Piece[] {
  return [
    part('V', words.time),
    paragraph(timeText(round)),
    paragraph(words.askedYear),
    paragraph(
      attached.calendar === null
        ? words.noCalendar
        : words.calendarAnnex({ count: count(calendar.length), annex: attached.calendar }),
    ),
  ]
}

/** The rules that hold for all ways of answering, which form takes which way, and what holds for each. */
function collecting({ round, forms, allocation }: PlanInput): Piece[] {
  const table = allocation.every(({ level }) => level !== null) ? '2' : '1'
  const used = modesUsed(round.modes, forms)
  return [
    part('VI', words.collecting),
    clause(1, words.collectingGeneral),
    ...points(words.collectingList({ hotline: round.hotline })),
    clause(2, words.modes),
    paragraph(words.modesText({ table })),
    tableCaption(common.table(table, words.modesTable)),
    dataTable(
      [
        { title: words.modesForm, width: 2.6, align: 'left' },
        ...used.map((mode) => ({ title: modeShort[mode] ?? mode, width: 1, align: 'center' as const })),
      ],
      forms.map(({ id, title: name }) => [
        name,
        ...used.map((mode) => (modeAllowed(round.modes, formName(id), mode) ? words.modesMark : '')),
      ]),
    ),
    paragraph(words.modesRules),
    ...points(used.map((mode) => modeConduct[mode] ?? mode)),
  ]
}

function processing({ round }: PlanInput): Piece[] {
  return [
    part('VII', words.processing),
    clause(1, words.rules),
    ...(round.exclusionRules.length > 0
      ? [paragraph(words.rulesText), ...points(round.exclusionRules)]
      : [paragraph(words.noRules)]),
    clause(2, words.indices),
    ...points(words.indicesList({ target: targetText(round.target) })),
    clause(3, words.publishing),
    paragraph(words.publishingText),
  ]
}

/** The data law in force from 1 January 2026 is named for rounds that take answers from that day on. */
function privacy({ round }: PlanInput): Piece[] {
  const day = round.opensOn ?? `${round.year}-01-01`
  return [
    part('IX', words.privacy),
    ...(day >= '2026-01-01' ? [paragraph(words.privacyLaw)] : []),
    ...points(words.privacyList),
  ]
}

function organising({ head }: PlanInput): Piece[] {
  return [
    part('XI', words.organising),
    clause(1, head.bodyInText),
    ...points(words.departmentList),
    clause(2, words.localities),
    paragraph(words.localitiesText),
    clause(3, words.schools),
    paragraph(words.schoolsText),
  ]
}
