import { raterPage as words } from '../../client/words/raters.ts'
import type { Text } from '../../surveys/text.ts'
import { renderOnce } from '../responses/document.ts'
import { type Html, html } from '../responses/html.ts'
import { sayIn } from '../responses/say.ts'
import { fieldOf, type RaterSheet } from './answer.ts'

export const RATER_ADDRESS = '/danh-gia'
const say = sayIn('vi')
const STYLE =
  '#code{width:100%;min-height:48px}fieldset{margin:16px 0 24px;padding:0;border:0}legend{font-weight:600;padding:0 0 8px}section{padding-top:16px}.row{display:flex;flex-wrap:wrap;gap:4px 20px}.row label{display:flex;align-items:center;gap:8px;min-height:44px}'

const page = (style: string, body: Html) =>
  renderOnce({
    title: words.title.vi,
    language: 'vi',
    body: html`<main>${body}</main>`,
    style: style + STYLE,
  })

/** Where a code is typed; `note` says why the last one was not taken, or that the sheet came. */
export function renderDoor(style: string, note?: Readonly<{ kind: 'green' | 'amber'; text: Text }>) {
  const told = note && html`<p role=status class="card ${note.kind}">${say(note.text)}</p>`
  const door = html`<form method=post action=${RATER_ADDRESS} autocomplete=off><p>${say(words.lead)}</p><p><label for=code>${say(
    words.code,
  )}</label></p><input id=code name=code autocapitalize=characters spellcheck=false maxlength=99 required><button class="big main">${say(
    words.begin,
  )}</button></form>`
  return page(style, html`<h1>${say(words.title)}</h1>${told}${note?.kind !== 'green' && door}`)
}

/** The sheet: every unit, every question, the choices in their order and "no opinion", which is chosen beforehand. */
export function renderSheet(style: string, { code, form, units }: RaterSheet, wrong?: Text) {
  const choice = (name: string, value: string, text: Text, first: boolean) =>
    html`<label><input type=radio name=${name} value="${value}" ${first && html`checked`}> ${say(text)}</label>`
  const question = (unit: number, item: number, text: string) => {
    const name = fieldOf(unit, item)
    return html`<fieldset><legend>${text}</legend><div class=row>${form.options.map((one) =>
      choice(name, one.value, one.text, false),
    )}${choice(name, '', words.blank, true)}</div></fieldset>`
  }
  return page(
    style,
    html`<h1>${form.title}</h1>${wrong && html`<p role=status class="card amber">${say(wrong)}</p>`}<p>${form.lead}</p><p>${say(
      words.apart,
    )}</p><form method=post action="${RATER_ADDRESS}/gui" autocomplete=off><input type=hidden name=code value=${code}>${units.map(
      ({ name }, unit) =>
        html`<section><h2>${name}</h2>${form.items.map(({ text }, item) => question(unit, item, text))}</section>`,
    )}<p>${say(words.again)}</p><button class="big main">${say(words.send)}</button></form>`,
  )
}
