/**
 * Most forms have neither conditions nor rare types of questions, and their page must fit into one flight of a connection.
 * Their program is built without the modules that only the others need: a module keeps the little that is left of it where
 * nothing is conditional, and the calls that then have nothing to say are written as the value they would give, so that
 * the minifier drops what follows from them. Which page gets which program is decided in server/responses/page.ts.
 */
const leanModules = {
  'surveys/more-answers.ts': '',
  'client/respondent/more.ts': '',
  // The field of a text takes no more letters than its limit in the first place, and the page reads none that cannot be kept.
  'surveys/text-fault.ts': 'export const textFault = () => undefined',
  // The server writes every answer in its one stored form, whatever came in.
  'surveys/canonical.ts': `
    const { hasOwnProperty: hasOwn } = Object.prototype
    export const answerTo = (answers, id) => (hasOwn.call(answers, id) ? answers[id] : undefined)
    export const canonicalAnswer = (_, answer) => (typeof answer === 'string' ? answer.trim() || undefined : answer)`,
  'surveys/expand.ts': 'export const expand = (item) => [item]',
  'surveys/relevant.ts': `
    import { answerTo, canonicalAnswer } from './canonical.ts'
    export { questionsOf as relevantQuestions, questionsOf as askedQuestions } from './questionnaire.ts'
    export const noRules = undefined
    export const storedAnswer = (question, answers) => canonicalAnswer(question, answerTo(answers, question.id))`,
}

/** What the calls give in the program without conditions; by the file they stand in. */
const leanCalls = {
  'surveys/answers.ts': { moreFault: 'undefined', choicesFault: 'undefined', isSilent: 'false', isBroken: 'false' },
  'surveys/flow.ts': { isForPeople: 'true' },
  'client/respondent/page-form.ts': { moreOfQuestion: '{}', readMore: 'undefined', lineOf: 'undefined' },
  'client/respondent/gestures.ts': { settleMore: 'undefined' },
  'client/respondent/sheet.ts': { judgeOf: 'undefined', isBroken: 'false' },
  'client/respondent/walk.ts': { moreObstacle: 'undefined', together: 'undefined', remind: 'undefined' },
  'client/respondent/show-screen.ts': { together: 'undefined' },
  'client/respondent/view.ts': { showPiped: 'undefined', isNote: 'false' },
  'client/respondent/review.ts': { isNote: 'false' },
}

const named = (table, id) => Object.keys(table).find((name) => id.replaceAll('\\', '/').endsWith(`/${name}`))

/** Where the bracket opened at `from` closes; the calls in question hold no brackets inside texts. */
function closing(code, from) {
  let depth = 0
  for (let at = from; at < code.length; at++) {
    if (code[at] === '(') depth++
    if (code[at] === ')' && --depth === 0) return at
  }
  throw new Error('a bracket stays open')
}

function withoutCalls(code, name, value) {
  const call = new RegExp(`(?<!\\w|\\w\\.)${name}\\(`)
  if (!call.test(code)) throw new Error(`${name} is no longer called where server/deploy/lean-forms.mjs expects it`)
  let text = code
  for (let found = call.exec(text); found; found = call.exec(text))
    text = `${text.slice(0, found.index)}${value}${text.slice(closing(text, found.index + name.length) + 1)}`
  return text.replace(new RegExp(`(import \\{[^}]*?)\\b${name},?\\s*`), '$1')
}

export const leanForms = () => ({
  name: 'lean-forms',
  enforce: 'pre',
  load(id) {
    const file = named(leanModules, id)
    return file === undefined ? null : leanModules[file] || 'export {}'
  },
  transform(code, id) {
    const file = named(leanCalls, id)
    if (file === undefined) return null
    return Object.entries(leanCalls[file]).reduce((text, [name, value]) => withoutCalls(text, name, value), code)
  },
})
