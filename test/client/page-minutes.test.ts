import { expect, test } from 'vitest'
import { pageWords } from '../../client/words/respondent.ts'
import { plainItems } from '../../surveys/expand.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from '../../surveys/forms/items.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { Text } from '../../surveys/text.ts'

const syllables = (...texts: readonly Text[]): number =>
  texts.reduce((sum, { vi }) => sum + (vi.match(/[\p{L}\p{N}]+/gu) ?? []).length, 0)

const TAP_S = 1.2
/** From a tap on an answer to the next question (client/respondent/walk.ts). */
const ADVANCE_S = 0.2

/** Somebody who scans a code, reads every word once, answers every question, writes nothing, and sends without reading all again. */
function walk(form: Instrument, syllablesPerSecond: number) {
  const items = plainItems(form).map(({ item }) => item)
  const notice = NOTICES[form.respondent]
  let read = syllables(notice.title, ...notice.points, notice.contact, pageWords.takePart, notice.agree, notice.decline)
  // Agree, and send.
  let taps = 2
  let advances = 0
  // The five answers are the same each time and read once.
  read += syllables(...SCALE_LEVELS.map(({ text }) => text), NOT_APPLICABLE, pageWords.review, pageWords.sent)
  for (const { title, lead } of form.blocks) read += syllables(title, ...(lead ? [lead] : []))
  for (const item of items) {
    read += syllables(item.text, ...('hint' in item && item.hint ? [item.hint] : []))
    if (item.type === 'single') read += syllables(...item.options.map(({ text }) => text))
    if (item.type === 'scale' || item.type === 'single') {
      taps += 1
      advances += 1
      // A figure: into the field, two digits, on. A text that is left out: on.
    } else taps += item.type === 'percent' ? 4 : 1
  }
  const seconds = read / syllablesPerSecond + taps * TAP_S + advances * ADVANCE_S
  return { questions: items.length, screens: items.length + 3, taps, read, minutes: seconds / 60 }
}

test('about four minutes, as the notice says, are enough for an even reader, for each form', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    const [slow, even, quick] = [walk(form, 3), walk(form, 5), walk(form, 12)]
    console.info(
      `${name}: ${even.questions} questions, ${even.screens} screens, ${even.taps} taps, ${even.read} syllables; ` +
        `${even.minutes.toFixed(1)} min at 5 syllables a second, ${quick.minutes.toFixed(1)} at 12, ${slow.minutes.toFixed(1)} at 3`,
    )
    expect([name, even.minutes <= 4.5]).toEqual([name, true])
  }
  // A form twice as long would be told shorter than it is.
  expect(walk({ ...phTh, blocks: [...phTh.blocks, ...phTh.blocks] }, 5).minutes).toBeGreaterThan(4.5)
})
