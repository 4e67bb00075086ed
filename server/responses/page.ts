import { kioskWords } from '../../client/words/kiosk.ts'
import { pageWords, saidTo } from '../../client/words/respondent.ts'
import { laterWords } from '../../client/words/respondent-later.ts'
import { asksMore, hasMedia } from '../../surveys/asks-more.ts'
import { withNames } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { Language, Text } from '../../surveys/text.ts'
import { type RenderedPage, renderDocument, renderOnce } from './document.ts'
import { FIRST_SIGHT } from './first-sight.ts'
import { type Html, html } from './html.ts'
import { addressOf, entryHtml, formHtml, type Page, type Refused, telling, wordsOf } from './page-html.ts'
import { plainIn, sayIn } from './say.ts'

/** The built programs and styles, as `server/deploy/build-respondent.mjs` makes them; `more` are those of forms with conditions or rare types. */
export type Program = Readonly<{
  script: string
  entry: string
  preview: string
  /** Fetched after the first answer. */
  later: string
  /** The service worker of the pages. */
  worker: string
  /** The styles of the notice, with which `style` begins, and `more.style` too. */
  first: string
  style: string
  more: Readonly<{ script: string; style: string }>
  /** For tablets that many use: what stands before the page's program, and the page where a tablet gets its key. */
  kiosk: Readonly<{ script: string; style: string; setup: string }>
}>

const titleOf = ({ notice, language, names }: Page): string => plainIn(language)(withNames(notice.title, names))

/** `GET /p/{form}`: the whole form, its styles and its program in one reply, the same bytes for everybody. */
export function renderPage(page: Page, program: Program): RenderedPage {
  const { script, ...styles } = programFor(page, program)
  return renderDocument({ ...headOf(page), ...bodyOf(page, styles), script, later: program.later })
}

type Styles = Readonly<{ first: string; rest: string }>

function programFor(page: Page, program: Program): Styles & Pick<Program, 'script'> {
  const { script, style } = asksMore(page.instrument) ? program.more : program
  return { script, first: program.first, rest: style.slice(program.first.length) }
}

/** What is drawn first needs its own styles alone; the rest stands behind the notice. */
const bodyOf = (page: Page, { first, rest }: Styles) => ({
  body: formHtml(page, { style: rest }),
  style: first,
  rest,
})

const headOf = (page: Page) => ({
  title: titleOf(page),
  language: page.language,
  media: hasMedia(page.instrument),
  early: FIRST_SIGHT,
})

/** The same page while the form is being written: in a frame of the editor, with what it keeps and sends kept apart. */
export function renderTriedPage(page: Page, program: Program): Pick<RenderedPage, 'html' | 'csp'> {
  const { script, ...styles } = programFor(page, program)
  return renderOnce({ ...headOf(page), ...bodyOf(page, styles), script, before: program.preview, framed: true })
}

/** `GET /kiosk/{form}`: the same page and program on a tablet that many use, behind the program that keeps nothing of anybody. */
export function renderKioskPage(page: Page, program: Program): Pick<RenderedPage, 'html' | 'csp'> {
  const { script, ...styles } = programFor(page, program)
  const { kiosk } = program
  const body = bodyOf(page, { ...styles, rest: styles.rest + kiosk.style })
  return renderOnce({ ...headOf(page), ...body, script, before: kiosk.script })
}

/** `GET /kiosk`: where a tablet gets its key and the staff look after it. */
export function renderKioskSetup({ kiosk, style }: Program): Pick<RenderedPage, 'html' | 'csp'> {
  const body = html`<main id=kiosk></main>`
  return renderOnce({ title: kioskWords.title, language: 'vi', body, style: style + kiosk.style, script: kiosk.setup })
}

/** `GET /p`: for a slip without a camera: type the code, or without scripts choose the form. */
export function renderEntryPage(
  forms: readonly Instrument[],
  language: Language,
  { entry, style }: Program,
): RenderedPage {
  const title = plainIn(language)(pageWords.code)
  return renderDocument({ title, language, body: entryHtml(forms, language), style, script: entry })
}

const card = (kind: string, page: Page, heading: Text, inside: Html, below?: Html): Html =>
  html`<main><div class="card ${kind}"><h1>${telling(page)(heading)}</h1>${inside}</div>${below}</main>`

/** What stands in place of the form when something was sent without scripts. */
function renderCard(page: Page, heading: Text, body: Html, { style }: Program): RenderedPage {
  const { language, instrument } = page
  const title = plainIn(language)(saidTo(instrument.respondent, heading))
  return renderDocument({ title, language, body, style })
}

/** What `POST /p/{form}` answers to a browser without scripts when the sheet is stored. Never to be cached: the slip stands in it. */
export function renderReceiptPage(page: Page, receipt: string, slip: string, program: Program): RenderedPage {
  const { sent, receipt: label, receiptHint, callBack } = pageWords
  const tell = telling(page)
  const results = { vi: laterWords.vi.results, en: laterWords.en.results }
  const inside = html`<p>${tell(label)}<p class=code>${receipt}<p>${tell(receiptHint)}<p><a href=/ket-qua>${tell(results)}</a><p><a href=/p/goi-lai>${tell(callBack)}</a>`
  return renderCard(page, sent, card('green', page, sent, inside, pressureForm(page, slip)), program)
}

/** … when somebody does not take part. */
export function renderDeclinedPage(page: Page, slip: string | undefined, program: Program): RenderedPage {
  const { declined, declinedHint } = pageWords
  const inside = html`<p>${telling(page)(declinedHint)}`
  return renderCard(page, declined, card('', page, declined, inside, pressureForm(page, slip ?? '')), program)
}

/** … and when somebody has told the Department of pressure. */
export function renderReportedPage(page: Page, program: Program): RenderedPage {
  const { pressureTaken, pressureHint } = pageWords
  const inside = html`<p>${telling(page)(pressureHint)}`
  return renderCard(page, pressureTaken, card('green', page, pressureTaken, inside), program)
}

const pressureForm = (page: Page, slip: string): Html => {
  const words = wordsOf(pageWords, page)
  return html`<form method=post action=${addressOf(page)}><input type=hidden name=pressure value=1><input type=hidden name=language value=${page.language}><input type=hidden name=slip value="${slip}"><h2>${words.pressure}</h2><p>${words.pressureHint}</p><button class=big>${words.pressureReport}</button><p>${sayIn(page.language)(withNames(page.notice.contact, page.names))}</p></form>`
}

/** … when it could not be: what to do, which questions to look at, and the form again with what was in it. Never to be cached. */
export function renderProblemPage(page: Page, refused: Refused, program: Program): RenderedPage {
  const { first, rest } = programFor(page, program)
  return renderDocument({ ...headOf(page), body: formHtml(page, { refused }), style: first + rest })
}
