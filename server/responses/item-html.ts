import { pageWords } from '../../client/words/respondent.ts'
import { expand, type PlainItem } from '../../surveys/expand.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from '../../surveys/forms/items.ts'
import type { Item, Option } from '../../surveys/instrument.ts'
import { shownHint } from '../../surveys/shown-hint.ts'
import type { Language, Text } from '../../surveys/text.ts'
import { type Html, html, raw } from './html.ts'

/** What the page's program and `readFormPost` take for "does not know". */
export const NOT_APPLICABLE_VALUE = '-'

/** How a page says things, and what is in its fields already. */
export type Writing = Readonly<{
  language: Language
  say: (text: Text) => Html
  /** For places that hold letters only: attributes and the lines of a list. */
  plain: (text: Text) => string
  given: (name: string) => readonly unknown[]
  wrong: (id: string) => boolean
  /** What only a reader without scripts must be told of a question. */
  note: (item: PlainItem) => Html | undefined
}>

export const choice = (
  type: 'radio' | 'checkbox',
  name: string,
  value: string,
  label: Html | string,
  given: readonly unknown[],
): Html =>
  html`<label><input type=${type} name=${name} value="${value}"${given.includes(value) && raw(' checked')}>${label}</label>`

const choices = (type: 'radio' | 'checkbox', item: PlainItem, options: readonly Option[], { say, given }: Writing) =>
  options.map(({ value, text }) => choice(type, item.id, value, say(text), given(item.id)))

function scaleControls(item: Extract<PlainItem, { type: 'scale' }>, { say, given }: Writing): Html[] {
  const has = given(item.id)
  const levels = SCALE_LEVELS.map(({ value, text }) => choice('radio', item.id, String(value), say(text), has))
  return item.notApplicable
    ? [...levels, html`<hr>`, choice('radio', item.id, NOT_APPLICABLE_VALUE, say(NOT_APPLICABLE), has)]
    : levels
}

/** One list a place, from the first; a list left at its top says that nothing stands there. */
function rankingControls(item: Extract<PlainItem, { type: 'ranking' }>, { plain, given }: Writing): Html[] {
  const has = given(item.id)
  const places = Math.min(item.max ?? item.options.length, item.options.length)
  return Array.from(
    { length: places },
    (_, place) =>
      html`<label>${place + 1}. <select name=${item.id}><option value="">–</option>${item.options.map(
        ({ value, text }) =>
          html`<option value="${value}"${has[place] === value && raw(' selected')}>${plain(text)}</option>`,
      )}</select></label>`,
  )
}

const field = (item: PlainItem, attributes: string, typed: string | undefined): Html =>
  html`<input name=${item.id} ${raw(attributes)} aria-labelledby=${item.id}l${
    typed !== undefined && html` value="${typed}"`
  }>`

function controls(item: PlainItem, writing: Writing): Html | readonly Html[] {
  const [typed] = writing.given(item.id).map(String)
  switch (item.type) {
    case 'scale':
      return scaleControls(item, writing)
    case 'single':
      return choices('radio', item, item.options, writing)
    case 'multiple':
      return choices('checkbox', item, item.options, writing)
    case 'percent':
      return html`${field(item, 'inputmode=numeric maxlength=4', typed)}%`
    case 'number':
      return field(item, `inputmode=${item.decimals > 0 ? 'decimal' : 'numeric'} maxlength=18`, typed)
    case 'date':
      return field(item, `type=date min=${item.min ?? '1900-01-01'} max=${item.max ?? '2100-12-31'}`, typed)
    case 'text':
      return item.short
        ? field(item, `maxlength=${item.maxLength}`, typed)
        : html`<textarea name=${item.id} rows=4 maxlength=${item.maxLength} aria-labelledby=${item.id}l>${typed}</textarea>`
    case 'ranking':
      return rankingControls(item, writing)
    default:
      return []
  }
}

/** What the program must know of a question beside what stands in its controls. */
function dataOf(item: PlainItem): Html[] {
  const { required, relevant } = item
  const data: [string, string | number | undefined][] = [
    ['relevant', relevant],
    ['constraint', 'constraint' in item ? item.constraint : undefined],
    ['min', 'min' in item ? item.min : undefined],
    ['max', 'max' in item ? item.max : undefined],
    ['decimals', item.type === 'number' ? item.decimals : undefined],
    ['exclusive', item.type === 'multiple' ? item.exclusive?.join(' ') : undefined],
    ['value', item.type === 'hidden' ? item.value : undefined],
    ['calculation', item.type === 'calculated' ? item.calculation : undefined],
    ['gives', item.type === 'calculated' ? item.gives : undefined],
  ]
  return [
    required ? html` data-required${required === 'soft' && raw('=soft')}` : html``,
    ...data.flatMap(([name, value]) =>
      value === undefined
        ? []
        : [typeof value === 'number' ? html` data-${raw(name)}=${value}` : html` data-${raw(name)}="${value}"`],
    ),
  ]
}

const TYPED: readonly PlainItem['type'][] = ['percent', 'number', 'text', 'date']

const mediaHtml = (item: PlainItem, { plain, language }: Writing): Html => {
  const image = 'image' in item && item.image
  const sound = 'audio' in item && item.audio?.[language]
  return html`${image && html`<img src="/media/${image.file}" alt="${plain(image.alt)}" loading=lazy>`}${
    sound && html`<audio controls preload=none src="/media/${sound}"></audio>`
  }`
}

/** Of every text somebody writes; a hint that speaks of names has said it. */
const warns = (item: PlainItem): boolean => item.type === 'text' && !/tên/i.test(item.hint?.vi ?? '')

function questionHtml(item: PlainItem, legend: Html, writing: Writing): Html {
  const { say, plain, wrong, note } = writing
  const silent = item.type === 'hidden' || item.type === 'calculated'
  const hint = shownHint(item)
  const message = 'message' in item && item.message
  return html`<fieldset${silent && raw(' hidden')} id=${item.id} data-type=${item.type}${dataOf(item)}${
    message && html` data-message="${plain(message)}"`
  }${wrong(item.id) && raw(' class=wrong')}><legend tabindex=-1${
    TYPED.includes(item.type) && html` id=${item.id}l`
  }>${legend}</legend>${!silent && note(item)}${hint && html`<p>${say(hint)}</p>`}${warns(item) && html`<p>${say(pageWords.noNames)}</p>`}${mediaHtml(item, writing)}<div>${controls(
    item,
    writing,
  )}</div></fieldset>`
}

/** The questions of an item, one `fieldset` each; the rows of a matrix are cards like any other question. */
export function itemHtml(item: Item, writing: Writing): Html[] {
  const { say } = writing
  return expand(item).map((question, index) =>
    questionHtml(
      question,
      item.type === 'matrix'
        ? html`<small>${say(item.text)}</small> ${say(item.rows[index]?.text ?? item.text)}`
        : say(question.text),
      writing,
    ),
  )
}
