import { SCALE_LEVELS } from '../../surveys/forms/items.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { html, raw } from '../responses/html.ts'

const QUESTIONS = 20
const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1rem}fieldset{border:0;padding:0;margin:0 0 1.5rem}legend{font-weight:600}label{display:block;padding:.6rem .75rem;border:1px solid #bbb;border-radius:.5rem;margin:.4rem 0}button{font:inherit;padding:.75rem 1.5rem}'
const SCRIPT =
  "document.querySelector('form').addEventListener('change',e=>e.target.closest('fieldset').setAttribute('data-answered',''))"

/** The floor: twenty questions of the form as plain HTML, with one line of script that only notes that an answer came. */
export function plainPage(instrument: Instrument): string {
  const asked = instrument.blocks.flatMap(({ items }) => items).flatMap((item) => (item.type === 'scale' ? [item] : []))
  return html`<!doctype html><html lang=vi><head><meta charset=utf-8><meta name=viewport content="width=device-width,initial-scale=1"><title>bench</title><link rel=icon href=data:,><style>${raw(
    STYLE,
  )}</style></head><body><h1>${instrument.title.vi}</h1><form method=post>${asked
    .slice(0, QUESTIONS)
    .map(
      ({ id, text }) =>
        html`<fieldset><legend>${text.vi}</legend>${SCALE_LEVELS.map(
          ({ value, text: level }) => html`<label><input type=radio name=${id} value=${value}> ${level.vi}</label>`,
        )}</fieldset>`,
    )}<button>Gửi</button></form><script>${raw(SCRIPT)}</script></body></html>`.markup
}
