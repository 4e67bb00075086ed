import { laterWords } from '../words/respondent-later.ts'
import { find } from './find.ts'
import type { Shared } from './later.ts'

/** Below the receipt: the page on which it can be looked up once the results are published. */
export function showResultsLink({ page }: Shared): void {
  const link = document.createElement('a')
  link.href = '/ket-qua'
  link.textContent = laterWords[page.language === 'en' ? 'en' : 'vi'].results
  const below = find('recall')
  const mark = below.querySelector('mark')?.cloneNode(true)
  if (mark) {
    link.lang = 'vi'
    link.append(mark)
  }
  below.before(link)
}
