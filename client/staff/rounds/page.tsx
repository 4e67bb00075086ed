import { A, createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import { holds, listRounds } from '../api.ts'
import { stateTone } from '../round/state-tone.ts'
import type { RoundSummary } from '../shapes.ts'
import { createTitle } from '../title.ts'
import { NewRoundForm } from './new-round.tsx'

const CREATORS = ['designer', 'admin']

export function RoundsPage() {
  createTitle(() => words.rounds.title)
  const rounds = createAsync(() => listRounds())
  const [creating, setCreating] = createSignal(false)
  const mayCreate = () => holds(CREATORS)
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.rounds.title}</h1>
          <p class="soft">{words.rounds.lead}</p>
        </div>
        <Show when={mayCreate() && !creating()}>
          <Button tone="main" data-action="new-round" onClick={() => setCreating(true)}>
            {words.rounds.create}
          </Button>
        </Show>
      </header>
      <Show when={creating()}>
        <Show when={rounds()}>{(list) => <NewRoundForm rounds={list()} onCancel={() => setCreating(false)} />}</Show>
      </Show>
      <Show when={rounds()}>
        {(list) => (
          <Show
            when={list().length > 0}
            fallback={
              <Show when={!creating()}>
                <Empty title={words.rounds.emptyTitle} text={words.rounds.emptyText} />
              </Show>
            }
          >
            <TableBox label={words.rounds.title}>
              <table class="table rounds">
                <thead>
                  <tr>
                    <th scope="col">{words.rounds.name}</th>
                    <th scope="col">{words.rounds.year}</th>
                    <th scope="col">{words.rounds.state}</th>
                    <th scope="col">{words.rounds.period}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={list()}>{(round) => <RoundRow round={round} />}</For>
                </tbody>
              </table>
            </TableBox>
          </Show>
        )}
      </Show>
    </div>
  )
}

function RoundRow(props: { round: RoundSummary }) {
  const period = () =>
    props.round.opensOn && props.round.closesOn
      ? `${dayText(props.round.opensOn)} – ${dayText(props.round.closesOn)}`
      : words.rounds.noPeriod
  return (
    <tr>
      <th scope="row">
        <A href={`/rounds/${props.round.id}`}>{props.round.name}</A>
        <Show when={props.round.synthetic}>
          {' '}
          <Chip tone="amber">{words.rounds.synthetic}</Chip>
        </Show>
      </th>
      <td>{props.round.year}</td>
      <td>
        <Chip tone={stateTone(props.round.state)}>{words.states[props.round.state]}</Chip>
      </td>
      <td>{period()}</td>
    </tr>
  )
}
