import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { recontact as words } from '../../words/recontact.ts'
import { staff } from '../../words/staff.ts'
import type { RecontactView } from '../field-api.ts'
import { levelName } from '../level-name.ts'

type Results = NonNullable<RecontactView['results']>
const SHARES = ['self', 'suggested', 'inClass', 'satisfied'] as const

/** Shares of those who were talked to, with n and interval, beside the sheets of the same schools; and what each school came to. */
export function CallResults(props: { results: Results }) {
  const texts = () => {
    const { day, share, seed, ...counts } = {
      ...props.results,
      day: dayText(props.results.drawnOn),
      share: percentText(props.results.share, 0),
    }
    const { left, wanted, drawn, talked, notReached, declined } = counts
    const numbers = Object.entries({ left, wanted, drawn, talked, notReached, declined })
    return { day, share, seed, ...Object.fromEntries(numbers.map(([name, count]) => [name, countText(count)])) }
  }
  return (
    <section class="card" id="call-results">
      <h3>{words.results}</h3>
      <p>{words.drawn(texts())}</p>
      <Show when={props.results.drawn < props.results.wanted}>
        <p class="note amber">{words.short}</p>
      </Show>
      <Show when={props.results.talked > 0}>
        <ShareTable results={props.results} />
        <p class="soft small">{words.agreesWhy}</p>
      </Show>
      <SchoolTable schools={props.results.schools} />
    </section>
  )
}

function ShareTable(props: { results: Results }) {
  return (
    <TableBox label={words.results}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.question}</th>
            <th scope="col" class="number">
              {words.calls}
            </th>
            <th scope="col" class="number">
              {words.interval}
            </th>
            <th scope="col" class="number">
              {words.sheets}
            </th>
            <th scope="col">{words.agrees}</th>
          </tr>
        </thead>
        <tbody>
          <For each={SHARES}>
            {(name) => (
              <Show when={props.results[name]}>
                {(share) => {
                  const onSheets = () => {
                    const { sheets } = share()
                    return sheets ? sheets.yes / sheets.n : null
                  }
                  const agrees = () => {
                    const rate = onSheets()
                    return rate === null ? null : rate >= share().low && rate <= share().high
                  }
                  return (
                    <tr>
                      <th scope="row">{words.shareNames[name]}</th>
                      <td class="number">
                        {percentText(share().yes / share().n)}{' '}
                        <span class="soft small">{words.ofN(countText(share().yes), countText(share().n))}</span>
                      </td>
                      <td class="number">
                        {percentText(share().low)} – {percentText(share().high)}
                      </td>
                      <td class="number">{onSheets() === null ? staff.none : percentText(onSheets() ?? 0)}</td>
                      <td>{agrees() === null ? staff.none : words.agreesWords[agrees() ? 'yes' : 'no']}</td>
                    </tr>
                  )
                }}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

const COLUMNS = [
  ['left', words.agreed],
  ['drawn', words.chosen],
  ['talked', words.talked],
  ['notSelf', words.notSelf],
  ['suggested', words.pressed],
] as const

function SchoolTable(props: { schools: Results['schools'] }) {
  return (
    <TableBox label={words.bySchool} tall>
      <table class="table">
        <caption>{words.bySchool}</caption>
        <thead>
          <tr>
            <th scope="col">{words.school}</th>
            <For each={COLUMNS}>
              {([, title]) => (
                <th scope="col" class="number">
                  {title}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.schools}>
            {(school) => (
              <tr>
                <th scope="row">
                  {school.name}{' '}
                  <span class="soft small">
                    {levelName(school.level)}, {school.area}
                  </span>
                </th>
                <For each={COLUMNS}>{([name]) => <td class="number">{countText(school[name])}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}
