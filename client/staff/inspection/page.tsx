import { createAsync, useSearchParams } from '@solidjs/router'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Hash } from '../../ui/hash.tsx'
import { inspection as words } from '../../words/inspection.ts'
import { periods } from '../../words/periods.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import '../periods/periods.css'
import { RECEIVERS, YEAR_KEEPERS } from '../periods/standing.ts'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { askCheck, type Draw, minutesOf, readInspections, supersedeDraw } from './api.ts'
import { DrawForm } from './draw-form.tsx'
import { VisitCard } from './visit.tsx'

const PAPER_READERS = ['designer', 'appraiser', 'admin', 'director', 'auditor', 'assessor']

/** The inspections of a year: the draw, the visits, and each finding until it is verified. */
export default function InspectionPage() {
  createTitle(() => words.title)
  const id = createUniqueId()
  const [asked, setAsked] = useSearchParams<{ year?: string }>()
  const found = createAsync(() => readInspections(asked.year))
  const keeps = () => holds(YEAR_KEEPERS) && (found()?.everywhere ?? false)
  const free = () => {
    const taken = new Set(found()?.draws.flatMap(({ state, groupId }) => (state === 'current' ? [groupId] : [])))
    return found()?.groups.filter((group) => !taken.has(group.id)) ?? []
  }
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <Show when={(found()?.years.length ?? 0) > 0}>
          <label class="with-unit" for={id}>
            {words.year}
            <select id={id} class="input" onChange={({ currentTarget }) => setAsked({ year: currentTarget.value })}>
              <For each={found()?.years}>
                {(year) => (
                  <option value={year} selected={year === found()?.year}>
                    {year}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
      </header>
      <Show when={found()}>
        {(now) => (
          <>
            <Show when={now().draws.length === 0}>
              <Empty title={words.emptyTitle} text={keeps() ? words.emptyText : words.emptyOwn} />
            </Show>
            <For each={now().draws}>
              {(draw) => (
                <DrawCard
                  draw={draw}
                  group={now().groups.find(({ id: one }) => one === draw.groupId)?.name ?? ''}
                  keeps={keeps()}
                  everywhere={now().everywhere}
                />
              )}
            </For>
            <Show when={keeps() && free().length > 0}>
              <DrawForm groups={free()} year={now().year} />
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

function DrawCard(props: { draw: Draw; group: string; keeps: boolean; everywhere: boolean }) {
  const checking = createTask(askCheck)
  const [same, setSame] = createSignal<boolean>()
  const [asking, setAsking] = createSignal(false)
  const current = () => props.draw.state === 'current'
  const check = async () => setSame(await checking.run(props.draw))
  return (
    <section class="card" data-draw={props.draw.state}>
      <header>
        <h2>{props.group}</h2>
        <Show when={!current()}>
          <Chip tone="plain">{words.superseded(props.draw.reason ?? '')}</Chip>
        </Show>
      </header>
      <p>{words.drawn(props.draw.sampled, props.draw.population, props.draw.percent)}</p>
      <Show when={props.everywhere}>
        <dl class="facts">
          <dt>{words.seedIs}</dt>
          <dd class="mono">{props.draw.seed}</dd>
          <dt>{words.hash}</dt>
          <dd>
            <Hash value={props.draw.ledgerHash} copy={staff.copy} copied={staff.copied} />
          </dd>
        </dl>
        <div class="actions">
          <For each={['docx', 'pdf'] as const}>
            {(format) => (
              <a
                class="button little"
                href={minutesOf(props.draw, format)}
                target="_self"
                download=""
                data-action={`minutes-${format}`}
              >
                {words.minutes[format]}
              </a>
            )}
          </For>
          <Button little busy={checking.busy()} data-action="check-draw" onClick={check}>
            {words.check}
          </Button>
          <Show when={props.keeps && current() && props.draw.visits.every(({ visitedOn }) => visitedOn === null)}>
            <Button little tone="quiet" onClick={() => setAsking(true)}>
              {words.supersede}
            </Button>
          </Show>
        </div>
        <Refused refusal={checking.refusal()} />
        <Show when={same() !== undefined}>
          <p class={`note ${same() ? 'green' : 'red'}`} role="status">
            {same() ? words.same : words.differs}
          </p>
        </Show>
      </Show>
      <Show when={current()}>
        <div>
          <For each={props.draw.visits}>
            {(visit) => (
              <VisitCard visit={visit} may={holds(RECEIVERS) && props.everywhere} papers={holds(PAPER_READERS)} />
            )}
          </For>
        </div>
      </Show>
      <Show when={asking()}>
        <Supersede draw={props.draw} onClose={() => setAsking(false)} />
      </Show>
    </section>
  )
}

function Supersede(props: { draw: Draw; onClose: () => void }) {
  const [reason, setReason] = createSignal('')
  const task = createActionTask(supersedeDraw)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await task.run(props.draw, reason())) props.onClose()
  }
  return (
    <Dialog open title={words.supersede} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.fixed}</p>
        <Field label={words.reason} lines={2} value={reason()} onInput={setReason} />
        <Refused refusal={task.refusal()} />
        <div class="actions">
          <Button type="submit" tone="danger" busy={task.busy()} disabled={reason().trim() === ''}>
            {words.supersede}
          </Button>
          <Button onClick={props.onClose}>{periods.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
