import { createAsync, useAction } from '@solidjs/router'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { canStep, hasReached } from '../../../surveys/round-steps.ts'
import { Empty } from '../../ui/empty.tsx'
import { countText, percentText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { readFieldwork, readSlips, refreshFieldwork, takeStep } from '../api.ts'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { OfficialStep } from '../round/official-step.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { Fieldwork } from '../shapes.ts'
import { createTask } from '../task.ts'
import { FieldRows } from './field-rows.tsx'
import { FieldSchools } from './field-schools.tsx'
import { FieldFlags } from './flags.tsx'
import { FieldMargins } from './margins.tsx'
import { FieldRates } from './rates.tsx'
import { AreaTiles } from './tiles.tsx'

const REFRESH_MS = 30_000
/** Who sees which schools' sheets are worth a look. */
const LOOKERS = ['designer', 'analyst', 'director', 'admin']

export default function FieldworkPage() {
  const round = useRound()
  const field = createAsync(() => readFieldwork(round().id))
  const slips = createAsync(() => readSlips(round().id))
  const take = useAction(takeStep)
  const step = createTask(async (name: 'open' | 'close') => take(round(), name))
  const [asking, setAsking] = createSignal<'open' | 'close' | null>(null)
  const issued = () => (slips()?.totals.issued ?? 0) > 0
  onMount(() => {
    const timer = setInterval(() => {
      if (round().state === 'fielding' && document.visibilityState === 'visible') refreshFieldwork(round().id)
    }, REFRESH_MS)
    onCleanup(() => clearInterval(timer))
  })
  const ask = (name: 'open' | 'close') => {
    step.forget()
    setAsking(name)
  }
  const confirm = async (name: 'open' | 'close') => {
    if (await step.run(name)) setAsking(null)
  }
  return (
    <StepPage
      step="fieldwork"
      title={words.fieldwork.title}
      lead={words.fieldwork.lead}
      action={
        <Switch>
          <Match when={canStep(round().state, 'close')}>
            <MainAction
              name="close"
              label={words.fieldwork.close}
              roles={rolesOf('close')}
              onPress={() => ask('close')}
            />
          </Match>
          <Match when={!hasReached(round().state, 'fielding')}>
            <MainAction
              name="open"
              label={words.fieldwork.open}
              roles={rolesOf('open')}
              waits={(!canStep(round().state, 'open') || !issued()) && words.fieldwork.waits}
              onPress={() => ask('open')}
            />
          </Match>
        </Switch>
      }
    >
      <Show
        when={hasReached(round().state, 'fielding')}
        fallback={<Empty title={words.fieldwork.emptyTitle} text={words.fieldwork.emptyText} />}
      >
        <Show when={field()}>
          {(now) => (
            <>
              <Summary field={now()} />
              <FieldRates field={now()} round={round().id} open={round().state === 'fielding'} />
              <AreaTiles rows={now().rows} />
              <FieldMargins round={round().id} />
              <Show when={round().state === 'fielding'}>
                <p class="small soft">{words.fieldwork.updated}</p>
              </Show>
              <Show when={mayTake(LOOKERS)}>
                <FieldFlags round={round().id} />
              </Show>
              <FieldRows rows={now().rows} expectedFrom={now().expectedFrom} />
              <FieldSchools schools={now().schools} />
            </>
          )}
        </Show>
      </Show>
      <OfficialStep
        name="open"
        open={asking() === 'open'}
        title={words.fieldwork.openTitle}
        lead={words.fieldwork.openLead}
        consequences={words.fieldwork.openConsequences}
        act={words.fieldwork.open}
        askNumber={false}
        busy={step.busy()}
        refusal={step.refusal()}
        onClose={() => setAsking(null)}
        onConfirm={() => confirm('open')}
      />
      <OfficialStep
        name="close"
        open={asking() === 'close'}
        title={words.fieldwork.closeTitle}
        lead={words.fieldwork.closeLead}
        consequences={words.fieldwork.closeConsequences}
        act={words.fieldwork.close}
        askNumber
        busy={step.busy()}
        refusal={step.refusal()}
        onClose={() => setAsking(null)}
        onConfirm={() => confirm('close')}
      />
    </StepPage>
  )
}

function Summary(props: { field: Fieldwork }) {
  return (
    <div class="cards">
      <section class="card">
        <h3>{words.fieldwork.response}</h3>
        <p class="figure-large">
          {props.field.responseRate === null ? words.none : percentText(props.field.responseRate)}
        </p>
        <progress
          class="bar"
          max={1}
          value={Math.min(1, props.field.responseRate ?? 0)}
          aria-label={words.fieldwork.response}
        />
        <p class="soft">{words.fieldwork.responseOf(countText(props.field.used), countText(props.field.issued))}</p>
      </section>
      <section class="card">
        <h3>{words.fieldwork.declined}</h3>
        <p class="figure-large">{countText(props.field.declined)}</p>
        <p class="soft">{words.fieldwork.declinedWhy}</p>
      </section>
    </div>
  )
}
