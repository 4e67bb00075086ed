import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { PageForm } from '../../client/respondent/page-form.ts'
import type { Sheet } from '../../client/respondent/sheet.ts'
import { createSignal } from '../../client/respondent/signals.ts'
import type { Trail } from '../../client/respondent/trail.ts'
import type { Choices } from '../../client/respondent/walk.ts'
import type { Question } from '../../surveys/questionnaire.ts'

// The program reads its words from the page it stands in.
vi.stubGlobal('document', { getElementById: () => ({ textContent: '{}' }) })
const { createWalk } = await import('../../client/respondent/walk.ts')

const QUESTIONS: Question[] = ['A1', 'A2', 'A3', 'A4', 'A5'].map((id) => ({
  ...{ id, type: 'scale', required: true, notApplicable: true },
}))

/** The walk of a page without its screen: which questions are asked, and at which one somebody stands, is set from here. */
function walkOn() {
  const [at, setAt] = createSignal<string>('notice')
  const [asked, setAsked] = createSignal<readonly Question[]>(QUESTIONS)
  const page = { asked: new Map() } as Pick<PageForm, 'asked'> as PageForm
  const sheet = { asked, answers: () => ({}) } as Partial<Sheet> as Sheet
  const off = () => false
  const choices: Choices = { auto: off, list: off, large: off, contrast: off, faces: off }
  return { walk: createWalk(page, sheet, { at } as Partial<Trail> as Trail, choices), setAt, setAsked }
}

test('progress never goes back, whatever a condition hides and wherever one stands', () => {
  const move = fc.record({
    asked: fc.subarray(QUESTIONS, { minLength: 1 }),
    at: fc.nat({ max: 6 }),
  })
  fc.assert(
    fc.property(fc.array(move), (moves) => {
      const { walk, setAt, setAsked } = walkOn()
      let reached = 0
      for (const { asked, at } of moves) {
        setAsked(asked)
        // Beyond the questions lie the notice and the review.
        setAt(asked[at]?.id ?? (at === 6 ? 'notice' : 'review'))
        const { position, total, share } = walk.progress()
        expect(share).toBeGreaterThanOrEqual(reached)
        expect(share).toBeLessThan(1)
        expect([position, total]).toEqual([asked[at] ? at + 1 : 0, asked.length])
        reached = share
      }
    }),
  )
})
