import type { Question } from '../../surveys/questionnaire.ts'
import { labelOf, type PageForm } from './page-form.ts'
import type { Screen } from './trail.ts'

const title = document.title
let shown: Screen = 'notice'

/** Shows the part of the page that belongs to a screen, names it in the title and puts the focus on its heading. */
export function showScreen(page: PageForm, at: Screen, list: boolean, asked: readonly Question[]): void {
  const here = page.asked.get(at)
  const visible = new Set(list && here ? asked.map(({ id }) => id) : [at])
  for (const [id, each] of page.asked) each.fieldset.hidden = !visible.has(id)
  for (const { section } of page.asked.values())
    section.hidden = !section.querySelector('fieldset:not([hidden])')
  for (const part of document.querySelectorAll<HTMLElement>('[data-screen]')) part.hidden = part.dataset.screen !== at

  if (at === shown) return
  shown = at
  const heading = here
    ? here.fieldset.querySelector('legend')
    : document.querySelector<HTMLElement>('[data-screen]:not([hidden]) h1, #below h1')
  document.title = here ? `${labelOf(here)} – ${title}` : `${heading?.textContent ?? ''} – ${title}`
  heading?.focus()
  scrollTo(0, 0)
}
