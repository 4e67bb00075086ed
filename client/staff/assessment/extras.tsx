import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { numberText, readNumber, typedNumber } from '../../words/read-number.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { enterExtra, type YearView } from './api.ts'
import type { Mode } from './mode.ts'
import { useYear } from './year-context.ts'

type Item = YearView['card']['bonus']['items'][number]
type Given = YearView['extras'][number]

/** Bonus and penalty: asked for by the unit, given by the appraiser, always with the reason. */
export function Extras(props: { mode: Mode }) {
  const { year } = useYear()
  const some = () => year().card.bonus.items.length + year().card.penalty.items.length > 0
  return (
    <Show when={some()}>
      <section class="card extras" aria-labelledby="extras-title">
        <h2 id="extras-title">{words.extra.title}</h2>
        <p class="soft">
          {words.extra.lead(numberText(year().card.bonus.ceiling), numberText(year().card.penalty.ceiling))}
        </p>
        <For each={['bonus', 'penalty'] as const}>
          {(kind) => (
            <Show when={year().card[kind].items.length > 0}>
              <h3>{words.extra[kind]}</h3>
              <Over kind={kind} />
              <ul class="leaves">
                <For each={year().card[kind].items}>
                  {(item) => <ExtraLine item={item} mode={props.mode} kind={kind} />}
                </For>
              </ul>
            </Show>
          )}
        </For>
      </section>
    </Show>
  )
}

/** The last word about an item: the second look before the first before the unit. */
const lastWord = (year: YearView, item: string): Given | undefined =>
  (['second', 'first', 'self'] as const)
    .map((stage) => year.extras.find((one) => one.itemId === item && one.stage === stage))
    .find((one) => one !== undefined)

function Over(props: { kind: 'bonus' | 'penalty' }) {
  const { year } = useYear()
  const sum = () => year().card[props.kind].items.reduce((all, { id }) => all + (lastWord(year(), id)?.points ?? 0), 0)
  const ceiling = () => year().card[props.kind].ceiling
  return (
    <Show when={sum() > ceiling()}>
      <p class="note amber small">{words.extra.over(numberText(sum()), numberText(ceiling()))}</p>
    </Show>
  )
}

function ExtraLine(props: { item: Item; mode: Mode; kind: 'bonus' | 'penalty' }) {
  const { year, absorb } = useYear()
  const stage = () =>
    props.mode === 'self' || props.mode === 'first' || props.mode === 'second' ? props.mode : undefined
  const writes = () => stage() !== undefined && !(props.mode === 'self' && props.kind === 'penalty')
  const said = () => year().extras.filter(({ itemId }) => itemId === props.item.id)
  const own = () => said().find((one) => one.stage === stage())
  const start = () => own() ?? lastWord(year(), props.item.id)
  const [open, setOpen] = createSignal(false)
  const [points, setPoints] = createSignal('')
  const [note, setNote] = createSignal('')
  const [unread, setUnread] = createSignal(false)
  const task = createTask(enterExtra)
  const begin = () => {
    setPoints(start() ? typedNumber(start()?.points ?? 0) : '')
    setNote(own()?.note ?? '')
    setOpen(true)
  }
  const send = async (value: number | null) => {
    const { id, lockVersion } = year()
    const as = props.mode === 'self' ? 'own-extras' : 'extras'
    const view = await task.run(id, lockVersion, as, { item: props.item.id, points: value, note: note().trim() })
    const current = task.refusal()?.code === 'stale' ? task.refusal()?.current : undefined
    if (current) absorb(current as YearView)
    if (!view) return
    absorb(view)
    setOpen(false)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const value = readNumber(points())
    setUnread(value === undefined)
    if (value !== undefined) void send(value)
  }
  return (
    <li class="leaf" data-extra={props.item.id}>
      <header>
        <h4>
          <span class="mono">{props.item.id}</span> {props.item.name}
        </h4>
        <span class="leaf-points">
          <b>{lastWord(year(), props.item.id) ? numberText(lastWord(year(), props.item.id)?.points ?? 0) : '—'}</b>
          <span class="soft"> / {numberText(props.item.most)}</span>
        </span>
      </header>
      <For each={said()}>
        {(one) => (
          <p class="said small">
            {words.looks[one.stage]}: <b>{words.history.points(numberText(one.points))}</b> “{one.note}”{' '}
            <span class="soft">{words.leaf.by(year().names[one.writtenBy] ?? '')}</span>
          </p>
        )}
      </For>
      <Show when={writes()}>
        <Show
          when={open()}
          fallback={
            <div class="actions">
              <Button little data-action="extra" onClick={begin}>
                {own() ? words.extra.change : words.extra.add}
              </Button>
            </div>
          }
        >
          <form class="leaf-form" onSubmit={submit}>
            <div class="fraction">
              <Field
                label={words.extra.given}
                name="points"
                inputmode="decimal"
                value={points()}
                onInput={setPoints}
                error={unread() ? words.leaf.unread : errorAt(task.refusal(), '/points')}
              />
              <Field
                label={words.extra.reason}
                name="reason"
                value={note()}
                onInput={setNote}
                error={errorAt(task.refusal(), '/note')}
              />
            </div>
            <Refused refusal={task.refusal()} beside={['/points', '/note']} />
            <div class="actions">
              <Button type="submit" little tone="main" busy={task.busy()} data-action="save-extra">
                {words.extra.save}
              </Button>
              <Show when={own()}>
                <Button little tone="quiet" onClick={() => void send(null)}>
                  {words.extra.remove}
                </Button>
              </Show>
              <Button little tone="quiet" onClick={() => setOpen(false)}>
                {words.extra.close}
              </Button>
            </div>
          </form>
        </Show>
      </Show>
    </li>
  )
}
