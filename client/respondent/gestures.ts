import { settleMore } from './more.ts'
import type { Asked, PageForm } from './page-form.ts'
import type { Sheet } from './sheet.ts'
import type { Walk } from './walk.ts'

/** A pause in typing after which a text is kept. */
const PAUSE_MS = 400

/** What the form does beside the questions: agree to take part, begin with a typed code. */
type Doors = Readonly<{ agree: (yes: boolean) => void; begin: () => unknown }>

/** What fingers and keys do in the form of the page. */
export function listen(page: PageForm, sheet: Sheet, walk: Walk, doors: Doors): void {
  const { element, asked } = page
  const typing = new Map<string, ReturnType<typeof setTimeout>>()
  let byArrow = false

  const keep = (id: string) => {
    clearTimeout(typing.get(id))
    typing.delete(id)
    sheet.take(id)
  }
  const keepAll = () => {
    for (const id of [...typing.keys()]) keep(id)
  }
  const questionAt = (event: Event): Asked | undefined =>
    asked.get((event.target as Element).closest('fieldset')?.id ?? '')

  element.addEventListener('input', (event) => {
    const at = questionAt(event)
    if (!at) return
    walk.clear()
    const { id } = at.question
    const target = event.target as HTMLInputElement
    settleMore(at, target)
    clearTimeout(typing.get(id))
    if (/^(text|date)/.test(target.type)) typing.set(id, setTimeout(keep, PAUSE_MS, id))
    else keep(id)
  })
  element.addEventListener('change', keepAll)
  document.addEventListener('visibilitychange', keepAll)
  addEventListener('pagehide', keepAll)

  // Arrow keys walk through radio buttons and click each of them: that is looking, not choosing.
  element.onkeydown = (event) => {
    const target = event.target as HTMLInputElement
    byArrow = event.key.startsWith('Arrow')
    // Where they stand is chosen already, and to Space the browser does nothing.
    if (event.key === ' ' && target.matches('[type=radio]:checked')) {
      event.preventDefault()
      target.click()
    }
  }
  element.onpointerdown = () => {
    byArrow = false
  }
  element.onclick = (event) => {
    const target = event.target as HTMLInputElement
    if (target.type !== 'radio' || byArrow) return
    if (target.name === 'consent') doors.agree(target.value === page.notice)
    else walk.forwardSoon()
  }
  // The browser's own checks are for those without this program.
  element.noValidate = true
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    keepAll()
    const focused = document.activeElement as HTMLInputElement
    const at = focused.closest('fieldset')
    if (!at) doors.begin()
    else if (asked.has(at.id)) walk.forward()
    // The notice: Enter takes the answer on which the arrow keys stand.
    else doors.agree(focused.value === page.notice)
  })
}
