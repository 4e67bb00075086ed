import { recontactPage as words } from '../../client/words/recontact.ts'
import { inLanguage, type Language, type Text } from '../../surveys/text.ts'
import { type RenderedPage, renderOnce } from '../responses/document.ts'
import { html } from '../responses/html.ts'
import { plainIn, sayIn } from '../responses/say.ts'

export const CONTACT_ADDRESS = '/p/goi-lai'

/** What to say above the form: that it was done, or why not. Nothing the person typed comes back but the code. */
export type ContactNote = Readonly<{ kind: 'green' | 'amber'; text: Text }>

/** Fields for numbers are narrow on the parent's page; a telephone number has ten digits. A field stands close below its name. */
const PHONE_STYLE = '#phone{width:100%;min-height:48px;text-align:left;margin-bottom:8px}[for]{min-height:0}'

/** A plain form without any program: a number, the code of the slip that was sent, and a box that says yes. */
export function renderContactPage(
  language: Language,
  style: string,
  { notes = [], slip, done = false }: Readonly<{ notes?: readonly ContactNote[]; slip?: string; done?: boolean }> = {},
): Pick<RenderedPage, 'html' | 'csp'> {
  const say = sayIn(language)
  const title = plainIn(language)(words.title)
  const told = notes.map(({ kind, text }) => html`<p role=status class="card ${kind}">${say(text)}</p>`)
  const form = html`<form method=post action=${CONTACT_ADDRESS} autocomplete=off><input type=hidden name=language value=${language}><p>${say(
    words.lead,
  )}</p><p>${say(words.apart)}</p><p><label for=slip>${say(words.slip)}</label></p><input id=slip name=slip autocapitalize=characters spellcheck=false maxlength=99 required${slip !== undefined && html` value="${slip}"`}><p><label for=phone>${say(
    words.phone,
  )}</label></p><input id=phone name=phone inputmode=tel maxlength=20 autocomplete=tel><p><label><input type=checkbox name=agree value=1> ${say(
    words.agree,
  )}</label></p><button class="big main">${say(words.leave)}</button><button class=big name=withdraw value=1>${say(
    words.withdraw,
  )}</button></form>`
  const other = language === 'vi' ? 'en' : 'vi'
  const links = html`<p><a href="${CONTACT_ADDRESS}?lang=${other}" lang=${other}>${other === 'vi' ? 'Tiếng Việt' : 'English'}</a></p>`
  const body = html`<main>${links}<h1 tabindex=-1>${inLanguage(words.title, language)}</h1>${told}${!done && form}</main>`
  return renderOnce({ title, language, body, style: style + PHONE_STYLE })
}
