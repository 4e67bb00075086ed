import { laterWords } from '../words/respondent-later.ts'
import { find } from './find.ts'
import type { Shared } from './later.ts'

/** One line, so that a question and its answers are seen whole below it. */
const LINE =
  'display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;margin:4px 0 0;padding:0 4px 0 12px'

/** Says that the server keeps the unfinished sheet until it is sent off, whole where somebody decides and in one line above each question; `stop` is called by who does not want it. */
export function showKeptCard({ page, trail, watch }: Shared, stop: () => void): void {
  const card = find('memory')
  const before = [...card.childNodes]
  const mark = card.querySelector('mark')
  const words = laterWords[page.language === 'en' ? 'en' : 'vi']
  const said = document.createElement('span')
  const button = document.createElement('button')
  if (mark) said.lang = 'vi'
  button.type = 'button'
  let kept = true
  button.onclick = () => {
    kept = false
    card.style.cssText = ''
    card.replaceChildren(...before)
    stop()
  }
  const now = [said, ...(mark ? [' ', mark] : []), button]
  // Where the storage fails in the middle, this question and the next say it whole, too.
  const whole = new Set(page.asked.has(trail.at()) ? [] : ['notice', 'code'])
  watch(() => {
    const at = trail.at()
    if (!kept) return
    if (whole.size < 2) whole.add(at)
    // What waits to be sent may not have got there either: this page has to stay open, as it says to whoever has no such means.
    card.replaceChildren(...(at === 'outbox' ? before : now))
    const asking = page.asked.has(at) && !whole.has(at)
    said.textContent = asking ? words.onServerBriefly : words.onServer
    button.textContent = asking ? words.notOnServerBriefly : words.notOnServer
    card.style.cssText = asking ? LINE : ''
    // One line has no room for a mark, and the page's head has said what it says.
    if (mark) mark.hidden = asking
  })
}
