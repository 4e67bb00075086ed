import type { Question } from '../../surveys/questionnaire.ts'
import { find } from './find.ts'
import { together } from './more.ts'
import { labelOf, type PageForm } from './page-form.ts'
import type { Screen } from './trail.ts'

const title = document.title
let shown: Screen = 'notice'
/** The line of the review that somebody went to. */
let line: Screen

/** Shows the part of the page that belongs to a screen, names it in the title and puts the focus on its heading, or in the review on the line somebody comes back from. */
export function showScreen(page: PageForm, at: Screen, list: boolean, asked: readonly Question[]): void {
  const here = page.asked.get(at)
  const all = list && here !== undefined
  const visible = new Set(all ? asked.map(({ id }) => id) : (together(page, at, asked) ?? [at]))
  const sections = new Set<HTMLElement>()
  for (const [id, { fieldset, section }] of page.asked) {
    // The words above a block stand above its first question only.
    const lead = section.querySelector('p')
    if (lead && !sections.has(section) && lead.parentElement === section) lead.hidden = !visible.has(id)
    section.hidden = (sections.has(section) ? section.hidden : true) && !visible.has(id)
    sections.add(section)
    fieldset.hidden = !visible.has(id)
  }
  document.documentElement.classList.toggle('all', all)
  for (const part of document.querySelectorAll<HTMLElement>('[data-screen]')) part.hidden = part.dataset.screen !== at
  page.element.hidden = !here && at !== 'notice' && at !== 'code'

  if (at === shown) return
  if (shown === 'review') line = at
  const back = at === 'review' && shown === line && find('answers').querySelector<HTMLElement>(`[value="${line}"]`)
  shown = at
  const heading = here
    ? here.fieldset.querySelector('legend')
    : document.querySelector<HTMLElement>('[data-screen]:not([hidden]) h1')
  document.title = `${here ? labelOf(here) : heading?.textContent} – ${title}`
  if (here && all) here.fieldset.scrollIntoView()
  else scrollTo(0, 0)
  ;(back || heading)?.focus()
}
