/**
 * Runs right behind the notice, long before the page's program is there: what follows the notice waits unseen, so that a slow phone lays
 * out and draws only what is read first, and nobody scrolls through a list that is about to close. The program ends the wait; where
 * none comes, because the line broke off or the browser is too old for it, six seconds do, and what arrived can be read.
 */
export const FIRST_SIGHT = 'document.body.className="wait";setTimeout(()=>document.body.className="",6e3)'
