import './style.css'
import { readCode } from '../../surveys/slip.ts'
import { createActions, wire } from './actions.ts'
import { createChoice } from './choices.ts'
import { find } from './find.ts'
import { listen } from './gestures.ts'
import { loadLater } from './later.ts'
import { readPageForm } from './page-form.ts'
import { createReadAloud } from './read-aloud.ts'
import { createSheet } from './sheet.ts'
import { createEffect } from './signals.ts'
import { createTrail } from './trail.ts'
import { createView } from './view.ts'
import { ADVANCE_MS, createWalk } from './walk.ts'

/** Everything lives as long as the page: nothing here is ever taken down. */
function start(): void {
  // Above every screen, and yet behind them in the reply: the notice is drawn before any of it is there.
  document.body.prepend(find('bar'), find('unsent'), find('memory'))
  const page = readPageForm(find<HTMLFormElement>('form'))
  const scanned = readCode(location.hash)
  const trail = createTrail('code' in scanned ? scanned.code : undefined)
  const sheet = createSheet(page, trail)
  const choices = {
    auto: createChoice('auto', true),
    list: createChoice('list'),
    large: createChoice('large'),
    contrast: createChoice('contrast', matchMedia('(prefers-contrast:more)').matches),
    faces: createChoice('faces'),
  }
  const walk = createWalk(page, sheet, trail, choices)
  const voice = createReadAloud(page.language)
  const actions = createActions(sheet, trail, walk, voice)

  async function agree(yes: boolean): Promise<void> {
    find('consent').toggleAttribute('data-answered', true)
    const slip = trail.slip()
    if (!yes) {
      void sheet.decline()
      trail.go('declined')
    } else if (slip === undefined) trail.go('code')
    else await sheet.start(slip)
  }

  wire(actions)
  listen(page, sheet, walk, { agree, begin: actions.begin })
  createView({ page, sheet, trail, walk, choices, voice })
  createEffect(() => {
    // Who comes back to the receipt finds the way to the results there, too.
    if (!sheet.lasting() || Object.keys(sheet.answers()).length || sheet.kept()?.receipt)
      void loadLater({ page, sheet, trail, watch: createEffect })
  })

  askLanguage()
  // What waited behind the notice (server/responses/first-sight.ts) is now shown by the view, or not.
  document.body.className = ''
  const already = page.element.querySelector<HTMLInputElement>('[name=consent]:checked')
  if (already) {
    // Somebody was quicker than the program; what was chosen is seen for a moment before the screen changes.
    find('consent').toggleAttribute('data-answered', true)
    setTimeout(agree, ADVANCE_MS, already.value === page.notice)
  } else void sheet.resume()
}

/** A phone that speaks none of the page's languages is asked first; the address says so once somebody has chosen. */
function askLanguage(): void {
  const offered = [...document.querySelectorAll<HTMLElement>('html,nav a')].map(({ lang }) => lang)
  if (offered.length > 1 && !location.search && !offered.includes(navigator.language.slice(0, 2)))
    document.documentElement.classList.add('ask')
}

start()
