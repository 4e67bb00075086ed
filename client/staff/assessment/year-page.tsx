import { A, createAsync, useParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { componentsOf } from '../../../surveys/criteria/criteria-set.ts'
import { Chip } from '../../ui/chip.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { Checklist } from '../evidence/checklist.tsx'
import { YearPapers } from '../evidence/made-papers.tsx'
import { ProofsOfYear } from '../evidence/proofs-context.tsx'
import { createTitle } from '../title.ts'
import { readYear, type YearView } from './api.ts'
import { Areas } from './areas.tsx'
import { dueNow, dueText, dueTone, stateTone } from './due-text.ts'
import { Extras } from './extras.tsx'
import { LeftOver } from './left-over.tsx'
import { createLines } from './lines.ts'
import { type Mode, modeOf } from './mode.ts'
import { Remedies } from './remedies.tsx'
import { Totals } from './totals.tsx'
import { YearAction } from './year-action.tsx'
import { useYear, YearContext } from './year-context.ts'
import { YearHistory } from './year-history.tsx'
import { YearRoad } from './year-road.tsx'
import './assessment.css'

/** One unit's year: its road, its lines, and what is to be done now. */
export default function YearPage() {
  const params = useParams<{ id: string }>()
  const read = createAsync(() => readYear(params.id))
  const [now, setNow] = createSignal<YearView>()
  createEffect(on(read, (view) => view && setNow(view)))
  createTitle(() => now() && `${now()?.unit.name} · ${now()?.card.year}`)
  const found = () => (now()?.id === params.id ? now() : read())
  return (
    <Show when={found()}>
      {(view) => (
        <YearContext.Provider value={{ year: view, absorb: setNow }}>
          <ProofsOfYear>
            <YearBody />
          </ProofsOfYear>
        </YearContext.Provider>
      )}
    </Show>
  )
}

function YearBody() {
  const { year } = useYear()
  const mode = createMemo((): Mode => modeOf(year()))
  return (
    <div class="page assessment">
      <p class="small">
        <A href="/assessment">‹ {words.title}</A>
      </p>
      <Show when={mode()} keyed>
        {(at) => <AtWork mode={at} />}
      </Show>
      <YearPapers />
      <YearHistory id={year().id} />
    </div>
  )
}

/** Laid anew when the year moves on, so that nothing of the step before is still on its way. */
function AtWork(props: { mode: Mode }) {
  const context = useYear()
  const { year } = context
  const lines = props.mode === 'read' ? undefined : createLines(context, componentsOf(year().card as never), props.mode)
  return (
    <>
      <header class="page-head step-head">
        <div>
          <h1 tabindex="-1">{year().unit.name}</h1>
          <p class="facts-line">
            <Chip tone={stateTone(year().state)}>{words.states[year().state]}</Chip>
            <Show when={dueNow(year().state, year().due)}>
              {(due) => <Chip tone={dueTone(due())}>{dueText(due())}</Chip>}
            </Show>
            <A href={`/criteria/${year().criteriaSetId}`}>{year().card.title}</A>
            <Show when={year().decision}>{(number) => <span>{words.year.decision(number())}</span>}</Show>
          </p>
        </div>
        <div class="main-action">
          <YearAction lines={lines} />
        </div>
      </header>
      <YearRoad />
      <Show when={year().own && ['locked', 'explained'].includes(year().state)}>
        <p class="note small">{words.year.own}</p>
      </Show>
      <Show when={lines?.restored}>
        <p class="note small" role="status">
          {words.leaf.restored}
        </p>
      </Show>
      <LeftOver mode={props.mode} />
      <Totals />
      <Checklist />
      <Show when={year().state === 'published'}>
        <Remedies />
      </Show>
      <Areas mode={props.mode} lines={lines} />
      <Extras mode={props.mode} />
    </>
  )
}
