import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { account as words } from '../../words/account.ts'
import { momentText } from '../../words/days.ts'
import { endOthers, endSession, readSessions } from '../account-api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'

export function SessionsCard() {
  const text = words.sessions
  const sessions = createAsync(() => readSessions())
  const ending = createActionTask(endSession)
  const all = createActionTask(endOthers)
  return (
    <section class="card">
      <h2>{text.title}</h2>
      <p class="soft">{text.lead}</p>
      <TableBox label={text.title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{text.device}</th>
              <th scope="col">{text.since}</th>
              <th scope="col">{text.seen}</th>
              <th scope="col">{text.more}</th>
            </tr>
          </thead>
          <tbody>
            <For each={sessions()}>
              {(one) => (
                <tr>
                  <th scope="row">{one.device || text.unknown}</th>
                  <td>{momentText(one.createdAt)}</td>
                  <td>{momentText(one.seenAt)}</td>
                  <td>
                    <Show when={!one.own} fallback={<Chip tone="accent">{text.own}</Chip>}>
                      <Button tone="quiet" little busy={ending.busy()} onClick={() => ending.run(one.id)}>
                        {text.end}
                      </Button>
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
      <Refused refusal={ending.refusal() ?? all.refusal()} />
      <Show when={(sessions()?.length ?? 0) > 1}>
        <Button busy={all.busy()} onClick={() => all.run()} data-action="end-others">
          {text.endAll}
        </Button>
      </Show>
    </section>
  )
}
