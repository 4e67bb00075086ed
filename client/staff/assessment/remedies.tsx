import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { dayText } from '../../words/days.ts'
import { numberText } from '../../words/read-number.ts'
import { holds } from '../api.ts'
import type { Remedy } from './api.ts'
import { dueText, dueTone } from './due-text.ts'
import { scoreAt } from './leaf.tsx'
import { DecideForm, DoneForm, PlanForm } from './remedy-forms.tsx'
import { useYear } from './year-context.ts'

const TONES: Readonly<Record<string, Tone>> = { planned: 'accent', done: 'amber', returned: 'red', accepted: 'green' }

/** After publication: what is done about each component that lost points, to its end. */
export function Remedies() {
  const { year } = useYear()
  const accepted = () => year().remedies.filter(({ state }) => state === 'accepted').length
  return (
    <section class="card remedies" aria-labelledby="remedies-title">
      <h2 id="remedies-title">{words.remedy.title}</h2>
      <Show when={year().lost.length > 0} fallback={<p>{words.remedy.nothing}</p>}>
        <p class="soft">{words.remedy.lead}</p>
        <p role="status">{words.remedy.progress(accepted(), year().lost.length)}</p>
        <ul class="leaves">
          <For each={year().lost}>{(id) => <RemedyLine component={id} />}</For>
        </ul>
      </Show>
    </section>
  )
}

function RemedyLine(props: { component: string }) {
  const { year } = useYear()
  const [open, setOpen] = createSignal<'plan' | 'done' | 'decide' | null>(null)
  const score = () => scoreAt(year(), 'second', props.component)
  const name = () =>
    year()
      .card.areas.flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
      .find(({ id }) => id === props.component)?.name ?? ''
  const remedy = (): Remedy | undefined => year().remedies.find(({ componentId }) => componentId === props.component)
  const state = () => remedy()?.state ?? 'none'
  const open_ = () => state() === 'planned' || state() === 'returned'
  const close = () => setOpen(null)
  return (
    <li class="leaf" data-remedy={props.component} data-state={state()}>
      <header>
        <h3>
          <span class="mono">{props.component}</span> {name()}
        </h3>
        <span class="leaf-points">
          <Chip tone={TONES[state()] ?? 'plain'}>{words.remedy.states[state()]}</Chip>
          <span class="small soft">
            {words.remedy.lost(numberText(Math.round(((score()?.most ?? 0) - (score()?.points ?? 0)) * 100) / 100))}
          </span>
        </span>
      </header>
      <Show when={remedy()}>
        {(found) => (
          <>
            <p>{found().measure}</p>
            <p class="facts-line small">
              <span>
                {words.remedy.lead_}: {found().lead}
              </span>
              <Chip tone={dueTone(found().due)}>{dueText(found().due)}</Chip>
            </p>
            <Show when={found().doneOn}>
              {(on) => (
                <p class="small">
                  {words.remedy.done(dayText(on()))}: {found().proof}
                </p>
              )}
            </Show>
            <Show when={found().answer}>
              {(answer) => (
                <p class="said small">
                  “{answer()}” <span class="soft">{words.leaf.by(year().names[found().decidedBy ?? ''] ?? '')}</span>
                </p>
              )}
            </Show>
          </>
        )}
      </Show>
      <Switch>
        <Match when={open() === 'plan'}>
          <PlanForm component={props.component} remedy={remedy()} onClose={close} />
        </Match>
        <Match when={open() === 'done' && remedy()}>{(found) => <DoneForm remedy={found()} onClose={close} />}</Match>
        <Match when={open() === 'decide' && remedy()}>
          {(found) => <DecideForm remedy={found()} onClose={close} />}
        </Match>
        <Match when={holds(['assessor']) && (state() === 'none' || open_())}>
          <div class="actions">
            <Button little data-action="plan-remedy" onClick={() => setOpen('plan')}>
              {state() === 'none' ? words.remedy.plan : words.remedy.change}
            </Button>
            <Show when={open_()}>
              <Button little data-action="remedy-done" onClick={() => setOpen('done')}>
                {words.remedy.finish}
              </Button>
            </Show>
          </div>
        </Match>
        <Match when={holds(['appraiser']) && !year().own && state() === 'done'}>
          <div class="actions">
            <Button little data-action="check-remedy" onClick={() => setOpen('decide')}>
              {words.remedy.check}
            </Button>
          </div>
        </Match>
      </Switch>
    </li>
  )
}
