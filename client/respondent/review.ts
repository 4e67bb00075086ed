import { isAnswered } from '../../surveys/flow.ts'
import { find } from './find.ts'
import { isNote } from './more.ts'
import { type Asked, answerText, labelOf, type PageForm } from './page-form.ts'
import type { Sheet } from './sheet.ts'
import { fill, words } from './words.ts'

/** Everything once more, each answer one tap away from being changed. */
export function showReview(page: PageForm, sheet: Sheet, open: (id: string) => void): void {
  const { answers, kept } = sheet
  const row = (each: Asked): HTMLLIElement => {
    const { id, required } = each.question
    const given = isAnswered(each.question, answers())
    const answer = document.createElement('b')
    answer.textContent = given ? answerText(each) : words.unanswered
    const item = document.createElement('li')
    const button = document.createElement('button')
    button.type = 'button'
    button.value = id
    button.onclick = () => open(id)
    button.append(`${labelOf(each)} `, answer)
    if ((required && !given) || kept()?.wrong?.includes(id)) item.className = 'open'
    item.append(button)
    return item
  }
  const rows = sheet.asked().flatMap(({ id }) => {
    const each = page.asked.get(id)
    return each && !isNote(each.question) ? row(each) : []
  })
  // What needs another look comes first: nobody has to find it among forty others.
  const isOpen = (item: HTMLLIElement) => item.className !== ''
  const list = find('answers').cloneNode() as HTMLElement
  list.append(...rows.filter(isOpen), ...rows.filter((item) => !isOpen(item)))
  // What has not changed stays, and with it the place of whoever reads it.
  if (!list.isEqualNode(find('answers'))) find('answers').replaceWith(list)
  const count = sheet.missing().length
  find('missing').textContent = count ? fill(words.missing, { count }) : ''
}

/** Why the server did not take the sheet, and what can be done about it. */
export function showProblem(code = ''): void {
  find('problem').hidden = !code
  const known = Object.entries(words).find(([key]) => key === code)?.[1]
  find('why').textContent = known ? fill(known, {}) : words.refused
  const otherCode = /^slip_/.test(code)
  const wipe = /used|revoked|closed|conflict/.test(code)
  const offered = { otherCode, wipe, reload: !known || code === 'form_superseded' }
  for (const [name, now] of Object.entries(offered)) find(name).hidden = !now
  // What would be refused again is not what the page asks for now.
  find('finish').classList.toggle('main', !otherCode && !wipe)
}
