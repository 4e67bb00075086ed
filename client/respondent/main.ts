import './style.css'
import { createEffect, createMemo, createRoot } from 'solid-js'
import { readCode } from '../../surveys/slip.ts'
import { createChoice } from './choices.ts'
import { readTyped } from './code-advice.ts'
import { find } from './find.ts'
import { listen } from './gestures.ts'
import { readPageForm } from './page-form.ts'
import { createReadAloud } from './read-aloud.ts'
import { showProblem, showReview } from './review.ts'
import { createSheet } from './sheet.ts'
import { showScreen } from './show-screen.ts'
import { createTrail } from './trail.ts'
import { createWalk } from './walk.ts'
import { fill, words } from './words.ts'

function start(): void {
  const page = readPageForm(find<HTMLFormElement>('form'))
  const scanned = readCode(location.hash)
  const trail = createTrail('code' in scanned ? scanned.code : undefined)
  const sheet = createSheet(page, trail)
  const choices = { auto: createChoice('auto', true), list: createChoice('list'), large: createChoice('large') }
  const walk = createWalk(page, sheet, trail, choices)
  const voice = createReadAloud(page.language)
  const { at, go } = trail
  const here = createMemo(() => page.asked.get(at()))

  async function agree(yes: boolean): Promise<void> {
    find('consent').toggleAttribute('data-answered', true)
    const slip = trail.slip()
    if (!yes) {
      void sheet.decline()
      go('declined')
    } else if (slip === undefined) go('code')
    else await sheet.start(slip)
  }

  const begin = () => {
    const field = find<HTMLInputElement>('slip')
    const read = readTyped(field.value, words)
    find('error').textContent = 'code' in read ? '' : read.advice
    if ('code' in read) void sheet.start(read.code)
    else field.focus()
  }
  const actions: Readonly<Record<string, () => unknown>> = {
    back: walk.back,
    next: walk.forward,
    begin,
    resume: () => sheet.start(sheet.unfinished() ?? ''),
    otherCode: () => go('code'),
    wipe: () => sheet.wipe().then(() => go('notice')),
    reload: () => location.reload(),
    finish: () => {
      const [first] = sheet.missing()
      if (first) walk.open(first.id)
      else void sheet.send()
    },
    send: sheet.sendNow,
    listen: () => {
      const asked = here()
      if (asked) voice.say(asked)
    },
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-do]')) {
    button.hidden = false
    button.onclick = () => actions[button.dataset.do ?? '']?.()
  }
  for (const box of document.querySelectorAll<HTMLInputElement>('[data-choice]')) {
    const [chosen, choose] = choices[box.dataset.choice as keyof typeof choices]
    box.checked = chosen()
    box.onchange = () => choose(box.checked)
  }
  listen(page, sheet, walk, { agree, begin: () => at() === 'code' && begin() })

  createEffect(() => {
    find('bar').hidden = /notice|outbox|receipt/.test(at())
    const { position, total, share } = walk.progress()
    find('place').textContent = position ? `${position}/${total}` : ''
    find<HTMLProgressElement>('progress').value = share
  })
  createEffect(() => {
    find('foot').hidden = !here()
    find('wrong').textContent = walk.error()
    const next = find('foot').querySelector('button')
    if (!next) return
    next.textContent = walk.answered() || here()?.question.required ? words.next : words.skip
    next.classList.toggle('main', walk.answered())
  })
  createEffect(() => {
    const count = sheet.unsent()
    const text = fill(words.waitingCount, { count })
    find('count').textContent = text
    const banner = find('unsent')
    banner.hidden = !count || at() === 'outbox'
    const [, place] = banner.children
    if (place) place.textContent = text
  })
  createEffect(() => {
    find('memory').hidden = sheet.lasting() || at() === 'receipt'
  })
  createEffect(() => {
    find('waiting').textContent = words[sheet.waiting() ?? 'sending']
    find('receipt').textContent = sheet.kept()?.receipt ?? ''
  })
  createEffect(() => {
    find('listen').hidden = !voice.able() || !here()
  })
  createEffect(() => {
    const button = document.querySelector<HTMLElement>('[data-do=resume]')
    if (button) button.hidden = sheet.unfinished() === undefined
  })
  createEffect(() => document.documentElement.classList.toggle('large', choices.large[0]()))
  createEffect(() => {
    if (at() !== 'review') return
    showProblem(sheet.kept()?.problem)
    showReview(page, sheet, walk.open)
  })
  createEffect(() => showScreen(page, at(), choices.list[0](), sheet.asked()))
  createEffect(() => {
    if ((here() || at() === 'review') && !walk.checking()) void sheet.stay(at())
  })

  const already = page.element.querySelector<HTMLInputElement>('[name=consent]:checked')
  // Somebody was quicker than the program.
  if (already) void agree(already.value === page.notice)
  else void sheet.resume()
}

createRoot(start)
