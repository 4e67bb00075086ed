import { find } from './find.ts'
import { isNote, showPiped } from './more.ts'
import type { PageForm } from './page-form.ts'
import type { ReadAloud } from './read-aloud.ts'
import { showProblem, showReview } from './review.ts'
import type { Sheet } from './sheet.ts'
import { showScreen } from './show-screen.ts'
import { createEffect } from './signals.ts'
import type { Trail } from './trail.ts'
import type { Choices, Walk } from './walk.ts'
import { fill, words } from './words.ts'

type Model = Readonly<{
  page: PageForm
  sheet: Sheet
  trail: Trail
  walk: Walk
  choices: Choices
  voice: ReadAloud
}>

/** Choices that are only a matter of styles. */
const LOOKS = ['large', 'contrast', 'faces'] as const

/** Keeps what stands in the page in step with the model. The order counts: a screen is filled before it is shown. */
export function createView({ page, sheet, trail, walk, choices, voice }: Model): void {
  const { at } = trail
  createEffect(() => {
    find('bar').hidden = /outbox|receipt/.test(at())
    find('back').hidden = at() === 'notice'
    const { position, total, share } = walk.progress()
    find('progress').hidden = !position
    find('place').textContent = position ? `${position}/${total}` : ''
    find<HTMLProgressElement>('progress').value = share
  })
  createEffect(() => {
    const here = walk.here()
    find('foot').hidden = !here
    find('wrong').textContent = walk.error()
    const next = find('next')
    next.textContent =
      walk.answered() || here?.question.required || (here && isNote(here.question)) ? words.next : words.skip
    next.classList.toggle('main', walk.answered())
  })
  createEffect(() => {
    const count = sheet.unsent()
    find('unsent').hidden = !count || at() === 'outbox'
    find('count').textContent = find('others').textContent = fill(words.waitingCount, { count })
  })
  createEffect(() => {
    // What lies in memory alone is not said to be kept.
    ;(find('unsent').firstChild as HTMLElement).hidden = find('saved').hidden = find('later').hidden = !sheet.lasting()
    find('memory').hidden = sheet.lasting() || at() === 'receipt'
    find('resume').hidden = sheet.unfinished() === undefined
    find('waiting').textContent = words[sheet.waiting() ?? 'sending']
    find('receipt').textContent = sheet.kept()?.receipt ?? ''
  })
  createEffect(() => {
    if (at() !== 'review') return
    showProblem(sheet.kept()?.problem)
    showReview(page, sheet, walk.open)
  })
  createEffect(() => {
    for (const button of document.querySelectorAll<HTMLElement>('[data-do=listen]')) button.hidden = !voice.able()
  })
  createEffect(() => {
    at()
    voice.hush()
  })
  createEffect(() => {
    find('pressure').hidden = !/receipt|outbox|declined/.test(at())
    find('report').hidden = sheet.reported()
    find('telling').hidden = !sheet.reported() || !sheet.waiting()
    find('reported').hidden = !sheet.reported() || !find('telling').hidden
  })
  for (const name of LOOKS) createEffect(() => document.documentElement.classList.toggle(name, choices[name]()))
  createEffect(() => showPiped(page, sheet.answers(), sheet.rules))
  createEffect(() => showScreen(page, at(), choices.list(), sheet.asked()))
  createEffect(() => {
    if (at() === 'review' || (walk.here() && !walk.checking())) void sheet.stay(at())
  })
}
