import { dayText } from '../../client/words/days.ts'
import { countText, percentText } from '../../client/words/numbers.ts'
import { publication as words } from '../../client/words/publication.ts'
import { type RenderedPage, renderDocument } from '../responses/document.ts'
import { type Html, html } from '../responses/html.ts'
import { LEVEL_NAMES } from '../slips/packets.ts'
import { type FigureRow, figureTable } from './figure-table.ts'
import { PAGE_STYLE } from './page-style.ts'
import type { PublicResult } from './prepare.ts'
import type { PublicDomain } from './public-result.ts'
import type { ReceiptAnswer } from './receipts.ts'

export type PageProof = Readonly<{ contentHash: string; receiptsHash: string; hasReceipts: boolean }>

const levelName = (level: string): string => (LEVEL_NAMES as Readonly<Record<string, string>>)[level] ?? level
const addressOf = (roundId: string, rest = ''): string => `/ket-qua/${roundId}${rest}`

/** The public page of a round, from what was stored when it was published and nothing else. */
export function renderPublication(result: PublicResult, proof: PageProof): RenderedPage {
  const { round, figures } = result
  const title = words.title(round.name)
  const body = html`<a class=skip href="#ket-qua">${words.skip}</a><header><h1>${title}</h1>${
    round.synthetic && html`<p class=note role=note>${words.synthetic}</p>`
  }<p class=soft>${round.department}. ${sources(result).join(' ')}</p></header><main id=ket-qua tabindex=-1>${headline(
    result,
  )}${tables(result)}<p class=small>${words.hiddenWhy(figures.rules.minAnswers)}${
    figures.rules.detail === 'margins' && html` ${words.marginsOnly}`
  }</p><section class=card><h2>${words.read.title}</h2><ul>${words.read.points.map(
    (point) => html`<li>${point}</li>`,
  )}</ul></section>${receiptForm(round.id, proof)}</main>${footer(result, proof)}`
  return renderDocument({ title, language: 'vi', body, style: PAGE_STYLE })
}

function sources({ round, decision, fieldwork }: PublicResult): string[] {
  const { issued, valid } = fieldwork
  return [
    words.basis(decision.number, dayText(decision.date)),
    ...(round.planDecision ? [words.planBasis(round.planDecision)] : []),
    ...(round.opensOn && round.closesOn ? [words.period(dayText(round.opensOn), dayText(round.closesOn))] : []),
    ...(issued > 0 ? [words.sheets(countText(valid), countText(issued), percentText(valid / issued))] : []),
  ]
}

const isWhole = ({ level, area }: PublicDomain) => level === null && area === null

function headline({ figures }: PublicResult): Html {
  const whole = figures.domains.find(isWhole)
  const rate = whole?.computed.rate
  const verdict = whole?.computed.verdict ?? null
  return html`<section class=card><h2>${words.headline}</h2>${
    rate && 'value' in rate
      ? html`<p class=big>${percentText(rate.value)}</p><p class=soft>${words.interval(
          percentText(rate.low),
          percentText(rate.high),
        )}</p>`
      : html`<p class=big>–</p>`
  }<p class=soft>${words.headlineHint}</p><p>${words.target(percentText(figures.target, 0))}${
    verdict !== null && html`: <span class="${verdict}">${words.verdict[verdict]}</span>. ${words.verdictWhy[verdict]}`
  }</p></section>`
}

function tables({ figures }: PublicResult): Html[] {
  const { columns, tables: titles } = words
  const make = (title: string, heads: readonly string[], rows: readonly FigureRow[], folded = false): Html[] => {
    if (rows.length === 0) return []
    const caption = !folded && html`<caption><h2>${title}</h2></caption>`
    const table = figureTable(title, heads, rows, figures.target, caption)
    return [folded ? html`<details><summary>${title}</summary>${table}</details>` : table]
  }
  const whole = figures.domains.find(isWhole)
  const blocks: FigureRow[] = whole
    ? [
        ...figures.blocks.flatMap(({ id, title }) =>
          whole.blocks[id] ? [{ heads: [`${id}. ${title}`], pair: whole.blocks[id] }] : [],
        ),
        { heads: [words.computed], pair: whole.computed },
        { heads: [words.asked], pair: whole.asked },
      ]
    : []
  const domains = (wanted: (domain: PublicDomain) => boolean, heads: (domain: PublicDomain) => string[]) =>
    figures.domains.filter(wanted).map((domain) => ({ heads: heads(domain), pair: domain.computed }))
  const levels = [...new Set(figures.items.map(({ level }) => level))]
  return [
    ...make(titles.blocks, [columns.what], blocks),
    ...make(
      titles.levels,
      [columns.level],
      domains(
        ({ level, area }) => level !== null && area === null,
        ({ level }) => [levelName(level ?? '')],
      ),
    ),
    ...make(
      titles.areas,
      [columns.area],
      domains(
        ({ level, area }) => level === null && area !== null,
        ({ area }) => [area ?? ''],
      ),
    ),
    ...make(
      titles.crossed,
      [columns.level, columns.area],
      domains(
        ({ level, area }) => level !== null && area !== null,
        ({ level, area }) => [levelName(level ?? ''), area ?? ''],
      ),
      true,
    ),
    ...figures.groups.flatMap(({ title, rows }) =>
      make(
        titles.group(title),
        [columns.group],
        rows.map(({ name, computed }) => ({ heads: [name], pair: computed })),
        true,
      ),
    ),
    ...levels.flatMap((level) =>
      make(
        titles.items(levelName(level)),
        [columns.item],
        figures.items
          .filter((item) => item.level === level)
          .map((item) => ({ heads: [`${item.id}. ${item.text}`], pair: item })),
        true,
      ),
    ),
  ]
}

function receiptForm(roundId: string, { hasReceipts }: PageProof): Html {
  const { receipt } = words
  if (!hasReceipts) return html`<section class=card><h2>${receipt.title}</h2><p>${receipt.off}</p></section>`
  return html`<section class=card id=bien-nhan><h2>${receipt.title}</h2><p>${receipt.lead}</p><form method=post action="${addressOf(
    roundId,
    '/bien-nhan',
  )}" autocomplete=off><label for=ma>${receipt.label}</label><p id=mah class="small soft">${
    receipt.hint
  }</p><input id=ma name=ma required maxlength=40 autocapitalize=characters spellcheck=false aria-describedby=mah><div><button>${
    receipt.act
  }</button></div></form></section>`
}

function footer({ round, datasetHash, estimateHash, method }: PublicResult, proof: PageProof): Html {
  const { files, receipt, proof: names } = words
  const link = (rest: string, text: string) =>
    html`<li><a href="${addressOf(round.id, rest)}" download>${text}</a></li>`
  return html`<footer><h2>${files.title}</h2><ul>${link('/so-lieu.csv', files.csv)}${link('/so-lieu.json', files.json)}${
    proof.hasReceipts && link('/bien-nhan.txt', receipt.list)
  }</ul><h2>${names.title}</h2><ul class=small><li>${names.dataset}: <code>${datasetHash}</code></li><li>${
    names.estimate
  }: <code>${estimateHash}</code></li><li>${names.content}: <code>${proof.contentHash}</code></li>${
    proof.hasReceipts && html`<li>${receipt.listHint(proof.receiptsHash)}</li>`
  }<li>${names.method}: ${method}</li></ul></footer>`
}

/** What a person is told about a receipt; never to be cached, and without the receipt in it. */
export function renderReceiptAnswer(roundId: string, answer: ReceiptAnswer): RenderedPage {
  const { receipt } = words
  const body = html`<main><div class=card role=status><h1>${receipt.title}</h1><p>${receipt[answer]}</p><p><a href="${addressOf(
    roundId,
    '#bien-nhan',
  )}">${receipt.back}</a></p></div></main>`
  return renderDocument({ title: receipt.title, language: 'vi', body, style: PAGE_STYLE })
}

/** `GET /ket-qua`: the rounds that are published. */
export function renderList(rounds: readonly Readonly<{ roundId: string; name: string; year: number }>[]): RenderedPage {
  const { list } = words
  const body = html`<main><h1>${list.title}</h1>${
    rounds.length === 0
      ? html`<p>${list.none}</p>`
      : html`<ul>${rounds.map(
          ({ roundId, name, year }) => html`<li><a href="${addressOf(roundId)}">${name}</a> (${list.year(year)})</li>`,
        )}</ul>`
  }</main>`
  return renderDocument({ title: list.title, language: 'vi', body, style: PAGE_STYLE })
}
