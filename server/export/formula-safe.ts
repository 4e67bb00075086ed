/** What a spreadsheet begins a formula with, the wide signs of East Asian keyboards included. */
const SIGNS = '=+\\-@＝＋－＠'
const START = new RegExp(`^([\\s"]*)(?=[${SIGNS}])`, 'u')
const INSIDE = new RegExp(`([,;\\t\\r\\n|][\\s"]*)(?=[${SIGNS}])`, 'gu')

/**
 * A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one. Excel cuts a line at the
 * separator of its own country (`;` in Việt Nam), and a quote in the middle of such a piece does not hold it together; so
 * the apostrophe also stands behind every separator inside the text. What is a number is written as one, not as text.
 */
export const formulaSafe = (text: string): string =>
  text
    .replace(INSIDE, "$1'")
    .replace(START, "$1'")
    .replace(/^[\t\r\n]/, "'$&")
