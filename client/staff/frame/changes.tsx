import { For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { frameChange as words } from '../../words/frame-change.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { FrameChange } from '../shapes.ts'

/** What is different from the list before, and from the year before: totals that moved far are marked. */
export function Changes(props: { changes: readonly FrameChange[] }) {
  return <For each={props.changes}>{(change) => <Change change={change} />}</For>
}

function Change(props: { change: FrameChange }) {
  const counts = () => props.change.counts
  const differs = () => counts().added + counts().removed + counts().changed > 0
  const large = () => props.change.totals.filter((total) => total.large).length
  const title = () =>
    props.change.kind === 'version'
      ? words.againstVersion(props.change.version)
      : words.againstYear(props.change.year, props.change.round)
  return (
    <section class="card" data-against={props.change.kind}>
      <h3>{title()}</h3>
      <Show when={differs()} fallback={<p class="soft">{words.none}</p>}>
        <p>
          {words.counts(
            countText(counts().added),
            countText(counts().removed),
            countText(counts().changed),
            countText(counts().same),
          )}
        </p>
        <Show when={large() > 0}>
          <p class="note amber">{words.large(large())}</p>
        </Show>
        <ChangedTotals change={props.change} />
        <Schools title={words.added} count={counts().added} list={props.change.added.map(schoolText)} />
        <Schools title={words.removed} count={counts().removed} list={props.change.removed.map(schoolText)} />
        <Schools title={words.changed} count={counts().changed} list={props.change.changed.map(changeText)} />
      </Show>
    </section>
  )
}

const schoolText = (school: FrameChange['added'][number]): string =>
  `${school.code} · ${school.name} · ${levelName(school.level)} · ${school.area} · ${countText(school.pupils)}`

const valueText = (field: string, value: string | number | null): string => {
  if (value === null) return staff.none
  if (field === 'level') return levelName(String(value))
  if (field === 'ownership') return words.ownership[value] ?? String(value)
  if (typeof value === 'string') return value
  return field === 'khmerShare' ? percentText(value) : countText(value)
}
const changeText = (school: FrameChange['changed'][number]): string =>
  `${school.code} · ${school.name} · ${school.fields
    .map(({ field, before, after }) =>
      words.fromTo(words.fields[field] ?? field, valueText(field, before), valueText(field, after)),
    )
    .join('; ')}`

function Schools(props: { title: string; count: number; list: readonly string[] }) {
  return (
    <Show when={props.count > 0}>
      <details>
        <summary>
          {props.title} ({countText(props.count)})
        </summary>
        <ul>
          <For each={props.list}>{(line) => <li>{line}</li>}</For>
          <Show when={props.count > props.list.length}>
            <li class="soft">{words.more(countText(props.count - props.list.length))}</li>
          </Show>
        </ul>
      </details>
    </Show>
  )
}

function ChangedTotals(props: { change: FrameChange }) {
  const rows = () =>
    props.change.totals.filter(({ schools, classes, pupils }) =>
      [schools, classes, pupils].some(([was, is]) => was !== is),
    )
  const both = ([was, is]: readonly [number, number] | number[]) =>
    was === is ? countText(is ?? 0) : `${countText(was ?? 0)} → ${countText(is ?? 0)}`
  const share = ([was, is]: readonly number[]) =>
    was ? `${(is ?? 0) >= was ? '+' : '−'}${percentText(Math.abs((is ?? 0) - was) / was)}` : staff.none
  return (
    <Show when={rows().length > 0}>
      <TableBox label={words.totals}>
        <table class="table frame-totals">
          <caption>{words.totals}</caption>
          <thead>
            <tr>
              <th scope="col">{staff.frame.level}</th>
              <th scope="col">{staff.frame.area}</th>
              <th scope="col" class="number">
                {staff.frame.schools}
              </th>
              <th scope="col" class="number">
                {staff.frame.classes}
              </th>
              <th scope="col" class="number">
                {staff.frame.pupils}
              </th>
              <th scope="col" class="number">
                {words.change}
              </th>
              <th scope="col">
                <span class="for-readers">{words.look}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(total) => (
                <tr>
                  <th scope="row">{levelName(total.level)}</th>
                  <td>{total.area}</td>
                  <td class="number">{both(total.schools)}</td>
                  <td class="number">{both(total.classes)}</td>
                  <td class="number">{both(total.pupils)}</td>
                  <td class="number">{share(total.pupils)}</td>
                  <td class="mark">
                    <Show when={total.large}>
                      <Chip tone="amber">{words.look}</Chip>
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
    </Show>
  )
}
