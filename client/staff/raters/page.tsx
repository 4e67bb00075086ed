import { A, createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { raters as words } from '../../words/raters.ts'
import { mayTake } from '../round/main-action.tsx'
import { createTitle } from '../title.ts'
import { listRaterRounds } from './api.ts'
import { NewRound } from './new-round.tsx'
import './raters.css'

/** Rater forms of the index: how many have answered, and a new one. */
export default function RatersPage() {
  createTitle(() => words.title)
  const rounds = createAsync(() => listRaterRounds())
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Show when={rounds()}>
        {(list) => (
          <Show when={list().length > 0} fallback={<Empty title={words.emptyTitle} text={words.emptyText} />}>
            <TableBox label={words.title}>
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.year}</th>
                    <th scope="col" class="number">
                      {words.answered}
                    </th>
                    <th scope="col">{words.state}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={list()}>
                    {(round) => (
                      <tr>
                        <th scope="row">
                          <A href={`/raters/${round.id}`}>{round.title}</A>
                        </th>
                        <td>{round.year}</td>
                        <td class="number">{words.answeredOf(round.answered, round.raters)}</td>
                        <td>
                          <Chip tone={round.state === 'open' ? 'accent' : round.state === 'closed' ? 'green' : 'plain'}>
                            {words.states[round.state]}
                          </Chip>
                        </td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </TableBox>
          </Show>
        )}
      </Show>
      <Show when={mayTake(['designer', 'admin'])}>
        <NewRound />
      </Show>
    </div>
  )
}
