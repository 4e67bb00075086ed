import './style.css'
import { createEffect, createMemo } from 'solid-js'
import { render } from 'solid-js/web'
import { readCode } from '../../surveys/slip.ts'
import { listen } from './gestures.ts'
import { readPageForm } from './page-form.ts'
import { createReadAloud } from './read-aloud.ts'
import { Bar } from './screens/bar.tsx'
import { Code } from './screens/code.tsx'
import { Declined, Outbox, Receipt } from './screens/ending.tsx'
import { Foot } from './screens/foot.tsx'
import { Review } from './screens/review.tsx'
import { createSheet } from './sheet.ts'
import { showScreen } from './show-screen.ts'
import { createTrail } from './trail.ts'
import { createWalk } from './walk.ts'
import { fill, words } from './words.ts'

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T

const page = readPageForm(find<HTMLFormElement>('form'))
const scanned = readCode(location.hash)
const trail = createTrail('code' in scanned ? scanned.code : undefined)
const sheet = createSheet(page, trail)
const walk = createWalk(page, sheet, trail)
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

function Top() {
  const aloud = () => {
    const fieldset = here()?.fieldset
    return voice.able() && fieldset !== undefined && (() => voice.say(fieldset.innerText))
  }
  return (
    <>
      {(here() || at() === 'review' || at() === 'code') && <Bar walk={walk} listen={aloud()} />}
      {at() !== 'outbox' && sheet.unsent() > 0 && (
        <p class="card amber" role="status">
          <b>{words.waiting}.</b> {fill(words.waitingCount, { count: sheet.unsent() })}
        </p>
      )}
      {!sheet.lasting() && at() !== 'receipt' && <p class="card amber">{words.notSaved}</p>}
    </>
  )
}

const below: Readonly<Record<string, () => unknown>> = {
  code: () => <Code field={find('slip')} unfinished={sheet.unfinished()} start={sheet.start} />,
  review: () => (
    <Review
      page={page}
      sheet={sheet}
      open={walk.open}
      otherCode={() => go('code')}
      wipe={() => sheet.wipe().then(() => go('notice'))}
    />
  ),
  outbox: () => <Outbox sheet={sheet} />,
  receipt: () => <Receipt sheet={sheet} />,
  declined: () => <Declined />,
}

function Below() {
  return <>{here() ? <Foot walk={walk} required={here()?.question.required ?? false} /> : below[at()]?.()}</>
}

listen(page, sheet, walk, agree)
render(Top, find('top'))
render(Below, find('below'))
createEffect(() => document.documentElement.classList.toggle('large', walk.large[0]()))
createEffect(() => showScreen(page, at(), walk.list[0](), sheet.asked()))
createEffect(() => {
  if ((here() || at() === 'review') && !walk.checking()) void sheet.stay(at())
})

const already = page.element.querySelector<HTMLInputElement>('[name=consent]:checked')
// Somebody was quicker than the program.
if (already) void agree(already.value === page.notice)
else void sheet.resume()
