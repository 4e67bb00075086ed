import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { integrity as words } from '../../words/integrity.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { readIntegrity } from '../api.ts'
import { levelName } from '../level-name.ts'
import type { Integrity } from '../shapes.ts'

type Flag = Integrity['flags'][number]

const chanceText = (p: number): string => (p < 0.001 ? words.rare : percentText(p))

/** In a sentence what was seen and what is usual; spreads are in points, everything else is a share. */
function sentenceOf({ kind, observed, expected, n }: Flag): string {
  const text = (value: number) => (kind === 'uniformity' ? decimalText(value, 2) : percentText(value))
  return words.sentences[kind]?.({ observed: text(observed), expected: text(expected), n: countText(n) }) ?? ''
}

/** Sheets worth a look, a sentence a flag; for those who plan, analyse and decide, never for schools. */
export function FieldFlags(props: { round: string }) {
  const found = createAsync(() => readIntegrity(props.round))
  return (
    <Show when={found()}>
      {(now) => (
        <section class="card" id="need-look">
          <h3>{words.title}</h3>
          <p class="soft small">{words.lead}</p>
          <Show when={now().flags.length > 0} fallback={<p>{noneText(now().tested)}</p>}>
            <FlagTable flags={now().flags} />
          </Show>
          <p class="soft small">
            {words.tested(countText(Math.max(0, ...Object.values(now().tested))))} {words.method}
          </p>
          <Weeks weeks={now().weeks} />
          <Pressure told={now().pressure} />
        </section>
      )}
    </Show>
  )
}

const noneText = (tested: Integrity['tested']): string =>
  Object.values(tested).some((count) => count > 0) ? words.none : words.noneTested

function FlagTable(props: { flags: readonly Flag[] }) {
  return (
    <TableBox label={words.title} tall>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.columns.school}</th>
            <th scope="col">{words.columns.sign}</th>
            <th scope="col">{words.columns.seen}</th>
            <th scope="col" class="number">
              {words.columns.chance}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.flags}>
            {(flag) => (
              <tr>
                <th scope="row">
                  {flag.name}
                  <span class="soft small">
                    {' '}
                    {levelName(flag.level)}, {flag.area}
                  </span>
                </th>
                <td>{words.kinds[flag.kind] ?? flag.kind}</td>
                <td>{sentenceOf(flag)}</td>
                <td class="number">{chanceText(flag.adjusted)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

/** What parents and learners told the Department by the button of the last page. */
function Pressure(props: { told: Integrity['pressure'] }) {
  return (
    <Show when={props.told.length > 0}>
      <h4>{words.pressure}</h4>
      <p class="soft small">{words.pressureLead}</p>
      <ul>
        <For each={props.told}>
          {(school) => (
            <li>
              {school.name || words.pressureNowhere}{' '}
              <span class="soft small">
                <Show when={school.name}>
                  {levelName(school.level)}, {school.area},{' '}
                </Show>
                {words.pressureCount(countText(school.count), dayText(school.last))}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

function Weeks(props: { weeks: Integrity['weeks'] }) {
  return (
    <Show when={props.weeks}>
      {(weeks) => (
        <>
          <h4>{words.weeks}</h4>
          <p>
            {words.weeksText(
              decimalText(weeks().first.mean, 2),
              decimalText(weeks().last.mean, 2),
              decimalText(weeks().difference, 2),
              chanceText(weeks().p),
            )}
          </p>
          <p class="soft small">{words.weeksWhy}</p>
        </>
      )}
    </Show>
  )
}
