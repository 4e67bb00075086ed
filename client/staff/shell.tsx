import { A, type RouteSectionProps, useLocation } from '@solidjs/router'
import { createEffect, createSignal, Match, on, onMount, Show, Switch } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { account as accountWords } from '../words/account.ts'
import { assessment as assessmentWords } from '../words/assessment.ts'
import { evidence } from '../words/evidence.ts'
import { indexResults } from '../words/index-results.ts'
import { inspection as inspectionWords } from '../words/inspection.ts'
import { iso } from '../words/iso.ts'
import { own } from '../words/own.ts'
import { periods as periodWords } from '../words/periods.ts'
import { privacy as privacyWords } from '../words/privacy.ts'
import { raters } from '../words/raters.ts'
import { staff as words } from '../words/staff.ts'
import { tasks as taskWords } from '../words/tasks.ts'
import { findOut, holds, lapsed, onlyCoordinates, seesAssessment, seesSurveys, session, signOut } from './api.ts'
import { DataAlert } from './data-alert.tsx'
import { Guarded } from './guarded.tsx'
import { type Refusal, refusalOf } from './refusal.ts'
import { Refused } from './refused.tsx'
import type { Session } from './shapes.ts'
import { SignInForm, SignInPage } from './sign-in/page.tsx'
import { createActionTask } from './task.ts'

/** The rail on the left, the page on the right, and the sign-in before both. */
export function Shell(props: RouteSectionProps) {
  const [refusal, setRefusal] = createSignal<Refusal | null>(null)
  const begin = () => {
    setRefusal(null)
    findOut().catch((error) => setRefusal(refusalOf(error)))
  }
  const location = useLocation()
  /** Pages for whoever is not signed in yet. */
  const open = () => /^\/staff\/(link|sign-in\/return)\/?$/.test(location.pathname)
  onMount(() => {
    if (!open()) begin()
  })
  return (
    <Switch fallback={<Loading text={words.loading} />}>
      <Match when={open()}>
        <Guarded>{props.children}</Guarded>
      </Match>
      <Match when={refusal()}>
        <main class="alone">
          <Refused refusal={refusal()} onRetry={begin} />
        </main>
      </Match>
      <Match when={session() === null}>
        <SignInPage />
      </Match>
      <Match when={session()}>
        <SignedIn>{props.children}</SignedIn>
      </Match>
    </Switch>
  )
}

/** Up to two roles by name; the rest is on the page of the account. */
function rolesText({ roles, asleep }: Session): string {
  const all = [...roles, ...asleep].map((role) => words.roles[role] ?? role)
  return all.length > 2 ? `${all.slice(0, 2).join(', ')}…` : all.join(', ')
}

function SignedIn(props: Pick<RouteSectionProps, 'children'>) {
  const location = useLocation()
  const leave = createActionTask(signOut)
  let main: HTMLElement | undefined
  let rail: HTMLElement | undefined
  /** After a change of page the focus goes to its heading, so that keyboard and reader begin there. */
  createEffect(
    on(
      () => location.pathname,
      () => setTimeout(() => main?.querySelector<HTMLElement>('h1, h2')?.focus({ preventScroll: true })),
      { defer: true },
    ),
  )
  /** On a phone the rail is one line that slides: it shows where one is. */
  createEffect(
    on(
      () => location.pathname,
      () =>
        setTimeout(() => {
          const here = rail?.querySelector<HTMLElement>('[aria-current]')
          if (rail && here) rail.scrollLeft = here.offsetLeft - (rail.clientWidth - here.clientWidth) / 2
        }),
    ),
  )
  return (
    <div class="shell">
      <a class="skip" href="#main" target="_self">
        {words.skip}
      </a>
      <header class="rail">
        <A href="/" class="brand">
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect width="32" height="32" rx="8" fill="currentColor" />
            <path class="brand-line" d="M6 19h20M9 13v12M23 13v12M9 8.5c2.2 2.3 11.800 2.3 14 0" />
            <circle class="brand-dot" cx="17.500" cy="19" r="4.500" />
          </svg>
          <span>{words.product}</span>
        </A>
        <Show when={session()?.synthetic}>
          <p class="synthetic" title={words.rail.syntheticWhy}>
            <Chip tone="amber">{words.rounds.synthetic}</Chip>
          </p>
        </Show>
        <nav aria-label={words.rail.label} ref={rail}>
          <Show when={holds(['coordinator'])}>
            <A href="/own" class="rail-link">
              {own.rail}
            </A>
          </Show>
          <Show when={seesAssessment()}>
            <A href="/todo" class="rail-link">
              {assessmentWords.todo.rail}
            </A>
          </Show>
          <Show when={seesSurveys() || (!onlyCoordinates() && !seesAssessment())}>
            <A href="/rounds" class="rail-link">
              {words.rail.rounds}
            </A>
            <A href="/instruments" class="rail-link">
              {words.rail.instruments}
            </A>
          </Show>
          <Show when={seesAssessment()}>
            <A href="/assessment" class="rail-link">
              {assessmentWords.rail}
            </A>
            <A href="/evidence" class="rail-link">
              {evidence.rail}
            </A>
            <A href="/periods" class="rail-link">
              {periodWords.rail}
            </A>
            <A href="/tasks" class="rail-link">
              {taskWords.rail}
            </A>
            <A href="/inspection" class="rail-link">
              {inspectionWords.rail}
            </A>
            <A href="/index-results" class="rail-link">
              {indexResults.rail}
            </A>
          </Show>
          <Show when={holds(['designer', 'analyst', 'appraiser', 'director', 'auditor', 'admin'])}>
            <A href="/raters" class="rail-link">
              {raters.rail}
            </A>
            <A href="/iso" class="rail-link">
              {iso.rail}
            </A>
          </Show>
          <Show when={seesSurveys()}>
            <A href="/units" class="rail-link">
              {words.rail.units}
            </A>
          </Show>
          <Show when={holds(['designer', 'admin'])}>
            <A href="/devices" class="rail-link">
              {words.rail.devices}
            </A>
          </Show>
          <Show when={holds(['admin']) || session()?.asleep.includes('admin')}>
            <A href="/people" class="rail-link">
              {accountWords.people.rail}
            </A>
          </Show>
          <Show when={holds(['admin', 'director'])}>
            <A href="/privacy" class="rail-link">
              {privacyWords.rail}
            </A>
          </Show>
        </nav>
        <Show when={session()}>
          {(account) => (
            <section class="account" aria-label={words.rail.account}>
              <p class="who">
                <b>{account().name}</b>
                <span>{rolesText(account())}</span>
              </p>
              <A href="/account" class="rail-link">
                {accountWords.mine.rail}
              </A>
              <Button tone="quiet" little busy={leave.busy()} onClick={() => leave.run()}>
                {words.rail.signOut}
              </Button>
              <Refused refusal={leave.refusal()} />
            </section>
          )}
        </Show>
      </header>
      <main id="main" tabindex="-1" ref={main}>
        <Show when={holds(['admin', 'director', 'auditor'])}>
          <DataAlert />
        </Show>
        <Guarded>{props.children}</Guarded>
      </main>
      <Dialog open={lapsed()} firm title={words.signIn.againTitle} onClose={() => {}}>
        <p>{words.signIn.again}</p>
        <SignInForm />
      </Dialog>
    </div>
  )
}
