import { readTyped } from './code-advice.ts'
import { find } from './find.ts'
import type { ReadAloud } from './read-aloud.ts'
import type { Sheet } from './sheet.ts'
import type { Trail } from './trail.ts'
import type { Walk } from './walk.ts'
import { words } from './words.ts'

export type Actions = ReturnType<typeof createActions>

/** What the buttons do, by the name each carries in `data-do`. */
export function createActions(sheet: Sheet, trail: Trail, walk: Walk, voice: ReadAloud) {
  return {
    back: walk.back,
    next: walk.forward,
    begin(): void {
      const field = find<HTMLInputElement>('slip')
      const read = readTyped(field.value, words)
      find('error').textContent = 'code' in read ? '' : read.advice
      if ('code' in read) void sheet.start(read.code)
      else field.focus()
    },
    resume: () => sheet.start(sheet.unfinished() ?? ''),
    otherCode: () => trail.go('code'),
    wipe(): void {
      const button = find('wipe')
      // What is wiped is gone for good: the first tap only asks.
      if (button.textContent === words.wipeSure) void sheet.wipe().then(() => trail.go('notice'))
      button.textContent = words.wipeSure
    },
    reload: () => location.reload(),
    finish(): void {
      const [first] = sheet.missing()
      if (first) walk.open(first.id)
      else void sheet.send()
    },
    send: sheet.sendNow,
    listen: voice.say,
    report: () => sheet.report(),
    thisLanguage: () => document.documentElement.classList.remove('ask'),
  } as const
}

/** The buttons of the page come to life; those for which it is too early are hidden by the view. */
export function wire(actions: Actions): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-do]')) {
    button.hidden = false
    button.onclick = () => void actions[button.dataset.do as keyof Actions]()
  }
  // A tap anywhere else, or a key that goes on, puts the options away: they cover the question.
  const options = document.querySelector('details') as HTMLDetailsElement
  const elsewhere = ({ target }: Event) => {
    if (!options.contains(target as Node)) options.open = false
  }
  document.addEventListener('click', elsewhere)
  // Not by the focus itself: a screen that changes a moment after the tap takes it, and whoever has just opened the options keeps them.
  document.addEventListener('keyup', elsewhere)
}
