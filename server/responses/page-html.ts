import { pluralForms } from '../../client/words/plural-forms.ts'
import {
  awaitingWords,
  entryWords,
  moreWords,
  pageWords,
  programWords,
  saidTo,
  shutWords,
} from '../../client/words/respondent.ts'
import { laterWords } from '../../client/words/respondent-later.ts'
import { asksMore } from '../../surveys/asks-more.ts'
import { plainItems } from '../../surveys/expand.ts'
import { KHMER } from '../../surveys/forms/khmer.ts'
import { type Notice, withNames } from '../../surveys/forms/notice.ts'
import { type Block, type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { offeredLanguages } from '../../surveys/offered-languages.ts'
import { inLanguage, type Language, type Text } from '../../surveys/text.ts'
import { FIRST_SIGHT } from './first-sight.ts'
import { type Html, html, raw } from './html.ts'
import { choice, itemHtml, type Writing } from './item-html.ts'
import { plainNotes } from './plain-notes.ts'
import { bareIn, plainIn, sayIn } from './say.ts'

/** What the page's program and `readFormPost` take for "no" to the notice. */
export const DECLINED_VALUE = 'no'

/** What a page is made of; `names` are the operator's own, as the notice says them. */
export type Page = Readonly<{
  instrument: Instrument
  notice: Notice
  names: Readonly<{ department: string; hotline: string }>
  language: Language
  /** Why no sheet is taken now; absent while the round is in the field. */
  shut?: keyof typeof shutWords
  /** A version that is not published and only tried: its id, and its address in place of `/p/{form}`. */
  tried?: Readonly<{ id: string; address: string }>
  /** On a tablet that many use. */
  kiosk?: boolean
}>

/** A form post that was not taken: why, which items to look at (by id), and the fields as they came. */
export type Refused = Readonly<{ code: string; items?: readonly string[]; fields: Readonly<Record<string, unknown>> }>

const blockHtml = (block: Block, writing: Writing): Html =>
  html`<section data-block=${block.id}${block.together && raw(' data-together')}><h1>${writing.say(block.title)}</h1>${
    block.lead && html`<p>${writing.say(block.lead)}</p>`
  }${block.items.flatMap((item) => itemHtml(item, writing))}</section>`

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  vi: 'Tiếng Việt',
  km: KHMER.languageName.km,
  en: 'English',
}

const each = <Key extends string, Said>(words: Readonly<Record<Key, Text>>, say: (text: Text) => Said) =>
  Object.fromEntries(Object.entries<Text>(words).map(([key, text]) => [key, say(text)])) as Readonly<Record<Key, Said>>

/** How a page says words that are no form's own: to its reader, in its language, marked where they await their translator. */
export const telling =
  ({ language, instrument }: Pick<Page, 'language' | 'instrument'>) =>
  (text: Text): Html =>
    sayIn(language)(saidTo(instrument.respondent, text))

export const wordsOf = <Key extends string>(
  words: Readonly<Record<Key, Text>>,
  page: Pick<Page, 'language' | 'instrument'>,
) => each(words, telling(page))

export const addressOf = ({ instrument, tried, kiosk }: Pick<Page, 'instrument' | 'tried' | 'kiosk'>): string =>
  tried?.address ?? `/${kiosk ? 'kiosk' : 'p'}/${instrument.form}`

function languageLinks(page: Page, label: string): Html | false {
  const { instrument, language } = page
  const others = offeredLanguages(instrument).filter((other) => other !== language)
  if (others.length === 0) return false
  return html`<nav aria-label="${label}">${others.map(
    (other) => html`<a href="${addressOf(page)}?lang=${other}" lang=${other}>${LANGUAGE_NAMES[other]}</a>`,
  )}<button type=button data-do=thisLanguage>${LANGUAGE_NAMES[language]}</button></nav>`
}

function slipField(language: Language, typed: unknown): Html {
  const words = each(pageWords, sayIn(language))
  return html`<h1 tabindex=-1><label for=slip>${words.code}</label></h1><p id=sliph>${
    words.codeHint
  }</p><input id=slip name=slip aria-describedby=sliph autocapitalize=characters spellcheck=false maxlength=99${
    typeof typed === 'string' && html` value="${typed}"`
  }><p role=alert class=error id=error></p>`
}

/** The buttons that only a program can serve are hidden until it is there. */
const action = (name: string, label: Html | string, main = false): Html =>
  html`<button type=button hidden data-do=${name} class="big${main && raw(' main')}">${label}</button>`

const screen = (name: string, kind: string, heading: Html, inside: Html): Html =>
  html`<section hidden data-screen=${name}${kind && html` class="${kind}"`}><h1 tabindex=-1>${heading}</h1>${inside}</section>`

/** What the program shows behind the questions. It is all here, so that the program itself has nothing to say. */
function laterHtml(page: Page): Html {
  const { language, notice, names } = page
  const words = wordsOf(pageWords, page)
  return html`<footer hidden id=foot><p role=alert class=error id=wrong></p>${action('next', '')}</footer>${screen(
    'review',
    '',
    words.review,
    html`<div hidden class="card amber" role=alert id=problem><p><b id=why></b> ${words.kept}</p>${action('otherCode', words.otherCode, true)}${action('wipe', words.wipe)}${action('reload', words.reload)}</div><p>${words.mend}</p><ol id=answers></ol><p class=error id=missing></p>${action('finish', words.send, true)}`,
  )}${screen(
    'outbox',
    'card amber',
    html`<b id=saved>${words.saved}</b>${words.unsent}`,
    html`<p role=status id=waiting></p><p id=later>${words.mayClose}</p><p id=count></p>${action('send', words.sendNow, true)}`,
  )}${screen(
    'receipt',
    'card green',
    words.sent,
    html`<p>${words.receipt}</p><p class=code id=receipt></p><p>${words.receiptHint}</p><p id=wiped>${words.wiped}</p><p id=recall><a href=/p/goi-lai>${words.callBack}</a></p>`,
  )}${screen('declined', 'card', words.declined, html`<p>${words.declinedHint}</p>`)}<section hidden id=pressure><h2>${words.pressure}</h2><p>${words.pressureHint}</p>${action('report', words.pressureReport)}<p role=status class="card amber" id=telling>${words.pressureWaits}</p><p role=status class="card green" id=reported>${words.pressureTaken}</p><p>${sayIn(language)(withNames(notice.contact, names))}</p></section>`
}

/**
 * Above every question: back, how far, and how the page behaves; and what must not be overlooked. The program puts it there: whoever reads
 * the notice waits for none of it.
 */
function topHtml(page: Page): Html {
  const words = wordsOf(pageWords, page)
  const choices = (['auto', 'faces', 'large', 'contrast', 'list'] as const).map(
    (name) => html`<label><input type=checkbox id=${name}>${words[name]}</label>`,
  )
  return html`<header hidden id=bar><button type=button hidden data-do=back>‹ ${words.back}</button><span id=place></span><button type=button hidden data-do=listen>${words.listen}</button><details><summary>${words.options}</summary><div>${choices}</div></details><progress id=progress aria-labelledby=place></progress></header><p hidden class="card amber" role=status id=unsent><b>${words.saved}${words.unsent}.</b> <span id=others></span></p><p hidden class="card amber" role=status id=memory>${words.notSaved}</p>`
}

/** Said above every screen, so that nobody answers for nothing. Who has a sheet on this phone still finds it. */
const shutHtml = (page: Page): Html | undefined =>
  page.shut &&
  html`<p class="card amber" role=status><b>${telling(page)(withNames(shutWords[page.shut], page.names))}</b></p>`

/** A tablet that many use keeps nothing for whoever walks away, and its notice does not say so. */
const onTablet = (point: Text): Text => ({
  ...point,
  vi: point.vi.replace(laterWords.vi.keepsItself, laterWords.vi.tabletWipes),
  ...(point.en && { en: point.en.replace(laterWords.en.keepsItself, laterWords.en.tabletWipes) }),
})

function introHtml(page: Page, refused: Refused | undefined, given: readonly unknown[]): Html {
  const { notice, names, language, shut, kiosk } = page
  const tell = (text: Text) => sayIn(language)(withNames(text, names))
  const words = wordsOf(pageWords, page)
  const decline = html`<button class=big form=no>${tell(notice.decline)}</button>`
  return html`<section data-screen=notice>${languageLinks(page, plainIn(language)(pageWords.languages))}${
    language === 'km' && html`<p class="card amber" lang=vi>${awaitingWords.unreviewed}</p>`
  }<hgroup><h1 tabindex=-1>${tell(notice.title)}</h1><button type=button hidden data-do=listen>${words.listen}</button></hgroup><ul>${notice.points.map((point) => html`<li${point.vi.includes(laterWords.vi.keepsItself) && raw(' id=keeps')}>${tell(kiosk ? onTablet(point) : point)}`)}</ul><p>${tell(
    notice.contact,
  )}</p>${
    !shut &&
    html`<fieldset id=consent><legend>${words.takePart}</legend><div>${choice(
      'radio',
      'consent',
      notice.version,
      tell(notice.agree),
      given,
    )}${choice('radio', 'consent', DECLINED_VALUE, tell(notice.decline), given)}</div></fieldset>${refused ? decline : html`<noscript>${decline}</noscript>`}`
  }</section>`
}

/**
 * What the button of a browser without scripts sends. A form of its own: in that of the questions it would be the first button,
 * which is what Enter in a field presses, and a whole sheet would be gone as a decline.
 */
const declineHtml = (page: Page): Html | false =>
  !page.shut &&
  html`<form hidden id=no method=post action=${addressOf(page)}><input type=hidden name=language value=${page.language}><input type=hidden name=consent value=${DECLINED_VALUE}></form>`

/** What was wrong, and the way to each place: nobody looks for one of forty questions. */
function refusalHtml(page: Page, { code, items = [] }: Refused): Html {
  const { instrument, language } = page
  const words: Readonly<Record<string, Text>> = programWords
  const say = sayIn(language)
  const places = [
    { id: 'consent', text: saidTo(instrument.respondent, pageWords.takePart) },
    { id: 'slip', text: pageWords.code },
    ...plainItems(instrument).map(({ item }) => ({ id: item.id, text: item.text })),
  ].filter(({ id }) => items.includes(id))
  return html`<div class="card amber" role=alert><p>${telling(page)(words[code] ?? programWords.refused)}${
    places.length > 0 && html`<ul>${places.map(({ id, text }) => html`<li><a href="#${id}">${say(text)}</a>`)}</ul>`
  }</div>`
}

/**
 * Everything between the top of the page and its program. The same for every reader: a slip's code is never in it,
 * but in the reply to a form post that was refused.
 */
export function formHtml(
  page: Page,
  { refused, style = '' }: Readonly<{ refused?: Refused; style?: string }> = {},
): Html {
  const { instrument, notice, language } = page
  const words = wordsOf(pageWords, page)
  const notes = plainNotes(instrument)
  const writing: Writing = {
    language,
    say: sayIn(language),
    plain: plainIn(language),
    given: (name) => (refused && Object.hasOwn(refused.fields, name) ? [refused.fields[name]].flat() : []),
    wrong: (id) => refused?.items?.includes(id) ?? false,
    note: (item) => {
      const text = notes(item)
      // The form that is shown again after a refusal has no program, whatever its browser can do.
      return (
        text &&
        (refused ? html`<p>${sayIn(language)(text)}</p>` : html`<noscript><p>${sayIn(language)(text)}</p></noscript>`)
      )
    },
  }
  const start = writing.given('slip')[0]
  return html`${refused && refusalHtml(page, refused)}${shutHtml(page)}<main><form id=form method=post action=${addressOf(
    page,
  )} autocomplete=off${page.tried && html` data-preview="${page.tried.id}"`} data-form=${instrumentId(instrument)} data-notice="${
    notice.version
  }"><input type=hidden name=language value=${language}>${introHtml(page, refused, writing.given('consent'))}${
    !refused && html`<script>${raw(FIRST_SIGHT)}</script><style>${raw(style)}</style>`
  }<section data-screen=code>${slipField(
    language,
    start,
  )}${!refused && html`${action('begin', words.begin, true)}${action('resume', words.resume)}`}</section>${instrument.blocks.map(
    (block) => blockHtml(block, writing),
  )}<button class="big main" data-screen=plain>${words.send}</button></form>${declineHtml(page)}${!refused && laterHtml(page)}</main>${!refused && topHtml(page)}${
    !refused &&
    wordsJson(
      each(asksMore(instrument) ? { ...programWords, ...moreWords } : programWords, (text) =>
        saidTo(instrument.respondent, text),
      ),
      language,
    )
  }`
}

/** The page of `GET /p`: a field for the code, and the forms by name for browsers without scripts. */
export const entryHtml = (forms: readonly Instrument[], language: Language): Html =>
  html`<main><form id=form autocomplete=off>${slipField(language, undefined)}<button class="big main">${inLanguage(
    pageWords.begin,
    language,
  )}</button></form><ul id=forms>${forms.map(
    (instrument) => html`<li><a href="${addressOf({ instrument })}">${inLanguage(instrument.title, language)}</a>`,
  )}</ul></main>${wordsJson(entryWords, language)}`

/** The words a program needs, as JSON that cannot end the element it stands in. */
const wordsJson = (words: Readonly<Record<string, Text>>, language: Language): Html =>
  html`<script type=application/json id=words>${raw(
    JSON.stringify(
      each(words, (text) => pluralForms((text === programWords.unanswered ? bareIn : plainIn)(language)(text))),
    ).replace(/</g, '\\u003c'),
  )}</script>`
