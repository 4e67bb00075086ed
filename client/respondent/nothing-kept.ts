import { laterWords } from '../words/respondent-later.ts'
import { find } from './find.ts'
import { keepOnServer } from './keep-on-server.ts'
import type { Shared } from './later.ts'

/** From the start, or from the moment on at which a storage that is full or taken away refuses: nothing says that this phone keeps anything. */
export function whenNothingIsKept(shared: Shared): void {
  let known = false
  shared.watch(() => {
    if (known || shared.sheet.lasting()) return
    known = true
    capitalise(find('saved').nextSibling)
    takeBack(laterWords[shared.page.language === 'en' ? 'en' : 'vi'].keepsItself)
    // Only a secure page has the means to seal anything.
    if (crypto.subtle) keepOnServer(shared)
  })
}

/** The second half of the heading of the outbox stands alone. */
function capitalise(half: Node | null): void {
  const text = half?.textContent ?? ''
  if (half) half.textContent = text.charAt(0).toUpperCase() + text.slice(1)
}

/** The notice promises it to everybody else. */
function takeBack(promise: string): void {
  const texts = document.createTreeWalker(find('form'), NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    if (text.nodeValue?.includes(promise)) text.nodeValue = text.nodeValue.replace(promise, '').trim()
}
