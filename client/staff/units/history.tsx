import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { units as words } from '../../words/units.ts'
import { readUnit } from '../api.ts'
import { levelName } from '../level-name.ts'
import type { UnitView } from '../shapes.ts'

const end = (day: string | null) => (day === null ? words.still : dayText(day))

/** One unit through its life: its names, whom it stood under, what it replaced and what it became. */
export function UnitHistory(props: { id: string; day: string; onOpen: (id: string) => void }) {
  const unit = createAsync(() => readUnit(props.id, props.day))
  return (
    <Show when={unit()}>
      {(view) => (
        <section class="card" aria-live="polite" data-unit={view().code}>
          <header>
            <h2>{view().names.at(-1)?.name ?? view().code}</h2>
            <Chip>{view().kindName}</Chip>
          </header>
          <dl class="facts">
            <dt>{words.code}</dt>
            <dd class="mono">{view().code}</dd>
            <Show when={view().level}>
              {(level) => (
                <>
                  <dt>{words.kind}</dt>
                  <dd>{levelName(level())}</dd>
                </>
              )}
            </Show>
            <dt>{words.from}</dt>
            <dd>{dayText(view().validFrom)}</dd>
            <dt>{words.to}</dt>
            <dd>{end(view().validTo)}</dd>
          </dl>
          <p class="note">
            {words.followed[view().followed.now]?.(dayText(view().followed.day))}{' '}
            <Show when={view().followed.now !== 'same'}>
              <For each={view().followed.units}>
                {(one) => (
                  <button type="button" class="unit-button" onClick={() => props.onOpen(one.id)}>
                    {one.name}
                  </button>
                )}
              </For>
            </Show>
          </p>
          <Steps title={words.replaces} list={view().replaces} onOpen={props.onOpen} />
          <Steps title={words.replacedBy} list={view().replacedBy} onOpen={props.onOpen} />
          <Times
            title={words.names}
            head={words.name}
            rows={view().names.map((name) => ({ ...name, what: name.name, kind: '' }))}
          />
          <Show when={view().links.length > 0} fallback={<p class="soft">{words.noParent}</p>}>
            <Times
              title={words.links}
              head={words.parent}
              rows={view().links.map((link) => ({
                ...link,
                what: link.parent.name,
                kind: words.roles[link.role] ?? link.role,
              }))}
            />
          </Show>
        </section>
      )}
    </Show>
  )
}

function Steps(props: { title: string; list: UnitView['replaces']; onOpen: (id: string) => void }) {
  return (
    <Show when={props.list.length > 0}>
      <h3>{props.title}</h3>
      <ul class="plain-list">
        <For each={props.list}>
          {(step) => (
            <li>
              <button type="button" class="unit-button" onClick={() => props.onOpen(step.unit.id)}>
                {step.unit.name}
              </button>{' '}
              <span class="soft">
                {words.onDay(dayText(step.on))}. {step.reason}
                {step.decisionNumber ? `, ${words.decision(step.decisionNumber)}` : ''}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

type Row = { what: string; kind: string; validFrom: string; validTo: string | null }
function Times(props: { title: string; head: string; rows: readonly Row[] }) {
  return (
    <TableBox label={props.title}>
      <table class="table">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">
                  {row.what}
                  <Show when={row.kind}>
                    <br />
                    <span class="soft small">{row.kind}</span>
                  </Show>
                </th>
                <td>{dayText(row.validFrom)}</td>
                <td>{end(row.validTo)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}
