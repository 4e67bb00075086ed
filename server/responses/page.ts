import { pageWords } from '../../client/words/respondent.ts'
import { asksMore, hasMedia } from '../../surveys/asks-more.ts'
import { noticeText } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { inLanguage, type Language, type Text } from '../../surveys/text.ts'
import { type RenderedPage, renderDocument, renderOnce } from './document.ts'
import { type Html, html } from './html.ts'
import { entryHtml, formHtml, type Page, type Refused, wordsIn } from './page-html.ts'

/** The built programs and styles, as `server/deploy/build-respondent.mjs` makes them; `more` are those of forms with conditions or rare types. */
export type Program = Readonly<{
  script: string
  entry: string
  preview: string
  /** Fetched after the first answer. */
  later: string
  style: string
  more: Readonly<{ script: string; style: string }>
}>

const titleOf = ({ notice, language, names }: Page): string => noticeText(notice.title, language, names)

/** `GET /p/{form}`: the whole form, its styles and its program in one reply, the same bytes for everybody. */
export function renderPage(page: Page, program: Program): RenderedPage {
  const { script, style } = programFor(page, program)
  return renderDocument({ ...headOf(page), body: formHtml(page), style, script, later: program.later })
}

const programFor = (page: Page, program: Program): Pick<Program, 'script' | 'style'> =>
  asksMore(page.instrument) ? program.more : program

const headOf = (page: Page) => ({
  title: titleOf(page),
  language: page.language,
  media: hasMedia(page.instrument),
})

/** The same page while the form is being written: in a frame of the editor, with what it keeps and sends kept apart. */
export function renderTriedPage(page: Page, program: Program): Pick<RenderedPage, 'html' | 'csp'> {
  const { script, style } = programFor(page, program)
  return renderOnce({ ...headOf(page), body: formHtml(page), style, script, before: program.preview, framed: true })
}

/** `GET /p`: for a slip without a camera: type the code, or without scripts choose the form. */
export function renderEntryPage(
  forms: readonly Instrument[],
  language: Language,
  { entry, style }: Program,
): RenderedPage {
  const { code: title } = wordsIn(pageWords, language)
  return renderDocument({ title, language, body: entryHtml(forms, language), style, script: entry })
}

const card = (kind: string, heading: Text, language: Language, inside: Html): Html =>
  html`<main><div class="card ${kind}"><h1>${inLanguage(heading, language)}</h1>${inside}</div></main>`

/** What `POST /p/{form}` answers to a browser without scripts when the sheet is stored. */
export function renderReceiptPage(receipt: string, language: Language, { style }: Program): RenderedPage {
  const { sent, receipt: label } = pageWords
  const body = card('green', sent, language, html`<p>${inLanguage(label, language)}<p class=code>${receipt}`)
  return renderDocument({ title: inLanguage(sent, language), language, body, style })
}

/** … when somebody does not take part. */
export function renderDeclinedPage(language: Language, { style }: Program): RenderedPage {
  const { declined, declinedHint } = pageWords
  const body = card('', declined, language, html`<p>${inLanguage(declinedHint, language)}`)
  return renderDocument({ title: inLanguage(declined, language), language, body, style })
}

/** … when it could not be: what to do, which questions to look at, and the form again with what was in it. Never to be cached. */
export function renderProblemPage(page: Page, refused: Refused, program: Program): RenderedPage {
  const { style } = programFor(page, program)
  return renderDocument({ ...headOf(page), body: formHtml(page, refused), style })
}
