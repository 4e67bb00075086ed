/**
 * Most forms have neither conditions nor rare types of questions, and their page must fit into one flight of a connection.
 * Their program is built without the modules that only the others need: each is replaced by the little that is left of it
 * where nothing is conditional. Which page gets which program is decided in server/responses/page.ts by what its form asks.
 */
const leanModules = {
  'surveys/more-answers.ts': `
    export const moreFault = () => undefined
    export const moreCanonical = () => undefined`,
  'surveys/expand.ts': `
    export const expand = (item) => [item]`,
  'surveys/relevant.ts': `
    import { answerTo, canonicalAnswer } from './canonical.ts'
    export { questionsOf as relevantQuestions, questionsOf as askedQuestions, questionsOf as questionsToAnswer } from './questionnaire.ts'
    export const noRules = undefined
    export const isSilent = () => false
    export const isBroken = () => false
    export const storedAnswer = (question, answers) => canonicalAnswer(question, answerTo(answers, question.id))`,
}

export const leanForms = () => ({
  name: 'lean-forms',
  enforce: 'pre',
  load(id) {
    const file = Object.keys(leanModules).find((name) => id.replaceAll('\\', '/').endsWith(`/${name}`))
    return file ? leanModules[file] : null
  },
})
