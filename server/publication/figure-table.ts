import { countText, decimalText, percentText } from '../../client/words/numbers.ts'
import { publication as words } from '../../client/words/publication.ts'
import { type Html, html } from '../responses/html.ts'
import type { PublicCell, PublicPair } from './public-result.ts'

export type FigureRow = Readonly<{ heads: readonly string[]; pair: PublicPair }>

const isShown = (cell: PublicCell): cell is Extract<PublicCell, { value: number }> => 'value' in cell

/** One table of rates: value, interval, picture of both against the target, mean, number of answers, verdict in words. */
export function figureTable(
  title: string,
  heads: readonly string[],
  rows: readonly FigureRow[],
  target: number,
  caption: Html | false,
): Html {
  const { columns } = words
  return html`<div class=box tabindex=0 role=region aria-label="${title}"><table>${caption}<thead><tr>${heads.map(
    (head) => html`<th scope=col>${head}</th>`,
  )}<th scope=col class=n>${columns.rate}</th><th scope=col>${columns.interval}</th><th scope=col class=n>${
    columns.mean
  }</th><th scope=col class=n>${columns.n}</th><th scope=col>${columns.verdict}</th></tr></thead><tbody>${rows.map(
    ({ heads: names, pair }) =>
      html`<tr>${names.map((name, place) => (place === 0 ? html`<th scope=row>${name}</th>` : html`<td>${name}</td>`))}${figureCells(
        pair,
        target,
      )}</tr>`,
  )}</tbody></table></div>`
}

function figureCells({ rate, mean, verdict }: PublicPair, target: number): Html {
  if (!isShown(rate)) return html`<td colspan=5 class=soft>${'hidden' in rate ? words.hidden : words.notAsked}</td>`
  const notes = rate.cautions.map((caution) => words.cautions[caution] ?? caution)
  return html`<td class=n>${percentText(rate.value)}</td><td>${intervalText(rate)}${picture(rate, target)}</td><td class=n>${
    isShown(mean) ? decimalText(mean.value, 2) : '–'
  }</td><td class=n>${countText(rate.n)}</td><td>${
    verdict !== null && html`<span class="${verdict}">${words.verdict[verdict]}</span>`
  }${notes.length > 0 && html`<div class="small soft">${words.cautionMark}: ${notes.join('; ')}</div>`}</td>`
}

export const intervalText = ({ low, high }: Extract<PublicCell, { value: number }>): string =>
  `${decimalText(low * 100, 1)} – ${percentText(high)}`

/** From 50 to 100 percent, where the figures of such surveys lie; what is lower stands at the left end. The numbers beside it say the same. */
function picture({ value, low, high }: Extract<PublicCell, { value: number }>, target: number): Html {
  const at = (share: number) => String(Math.round(Math.max(0, (share - 0.5) * 2) * 1560 + 20) / 10)
  return html`<svg viewBox="0 0 160 20" aria-hidden=true focusable=false><line class=axis x1=2 x2=158 y1=10 y2=10 /><line class=goal x1="${at(
    target,
  )}" x2="${at(target)}" y1=1 y2=19 /><line class=range x1="${at(low)}" x2="${at(high)}" y1=10 y2=10 /><circle class=dot cx="${at(
    value,
  )}" cy=10 r=4 /></svg>`
}
