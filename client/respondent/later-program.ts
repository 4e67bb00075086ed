import { checkSlip } from './check-slip.ts'
import { keepPage } from './keep-page.ts'
import type { Later } from './later.ts'
import { whenNothingIsKept } from './nothing-kept.ts'
import { showResultsLink } from './results-link.ts'

/** The program that comes after the first answer, or at once where the browser keeps nothing. */
const { later } = window as Later
if (later) {
  checkSlip(later)
  if (later.sheet.lasting()) void keepPage('/p/sw.js', '/p/')
  whenNothingIsKept(later)
  showResultsLink(later)
}
