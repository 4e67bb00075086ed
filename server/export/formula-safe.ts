/** What a spreadsheet begins a formula with, the wide signs of East Asian keyboards included. */
const SIGNS = "'*[=+\\-@＝＋－＠]"
const PLACE = '(^|[,;\\t\\r\\n|])([\\s"]*)'
const RISKY = new RegExp(`${PLACE}(?=${SIGNS})`, 'gu')
const HELD = new RegExp(`${PLACE}'(?=${SIGNS})`, 'gu')

/**
 * A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one. Excel cuts a line at the
 * separator of its own country (`;` in Việt Nam), and a quote in the middle of such a piece does not hold it together; so
 * the apostrophe also stands behind every separator inside the text. What is a number is written as one, not as text.
 * Where apostrophes stand there already, one more comes before them, so that `formulaPlain` gives back the very text.
 */
export const formulaSafe = (text: string): string =>
  MAY.test(text) ? text.replace(RISKY, "$1$2'").replace(/^(?='*[\t\r\n])/, "'") : text
/** Nearly every cell of millions has none of these and is not looked through further. */
const MAY = /[=+\-@＝＋－＠\t\r\n]/u

/** What was written, from what `formulaSafe` made of it: for a file of ours that is read again. */
export const formulaPlain = (text: string): string =>
  text.includes("'") ? text.replace(/^'(?='*[\t\r\n])/, '').replace(HELD, '$1$2') : text
