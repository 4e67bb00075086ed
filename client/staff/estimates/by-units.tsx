import { createAsync } from '@solidjs/router'
import { createSignal, For, Show, Suspense } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Loading } from '../../ui/loading.tsx'
import { dayText } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { resultUnits as words } from '../../words/results-units.ts'
import { staff } from '../../words/staff.ts'
import { readUnitDays, readUnitResults } from '../api.ts'
import type { UnitResults } from '../shapes.ts'
import type { Shown } from './figure-cell.tsx'
import { PlainTable } from './plain-table.tsx'
import { ResultTable } from './result-table.tsx'

/** The same figures by the areas of another day; asked for, because they are computed anew. */
export function ByUnits(props: { round: string; onOpen: (shown: Shown) => void }) {
  const offered = createAsync(() => readUnitDays(props.round))
  const [typed, setTyped] = createSignal('')
  const [day, setDay] = createSignal('')
  const found = createAsync(async () => (day() ? readUnitResults(props.round, day()) : null))
  const choose = (wanted: string) => {
    setTyped(wanted)
    setDay(wanted)
  }
  return (
    <Show when={offered()?.own}>
      {(own) => (
        <section class="card" id="by-units">
          <h3>{words.title}</h3>
          <p class="soft small">{words.lead(dayText(own()))}</p>
          <Show when={offered()?.days.length === 0}>
            <p class="soft">{words.nothing}</p>
          </Show>
          <form
            class="actions"
            onSubmit={(event) => {
              event.preventDefault()
              setDay(typed())
            }}
          >
            <Field label={words.day} name="units-day" type="date" value={typed()} onInput={setTyped} />
            <Button type="submit" data-action="units-day">
              {words.show}
            </Button>
            <For each={offered()?.days.slice(-4)}>
              {(one) => (
                <Button tone="quiet" little aria-pressed={one === day()} onClick={() => choose(one)}>
                  {dayText(one)}
                </Button>
              )}
            </For>
          </form>
          <Suspense fallback={<Loading text={staff.loading} />}>
            <Show when={found()}>{(results) => <Told results={results()} onOpen={props.onOpen} />}</Show>
          </Suspense>
        </section>
      )}
    </Show>
  )
}

function Told(props: { results: UnitResults; onOpen: (shown: Shown) => void }) {
  const schools = (count: number) => words.schools(countText(count))
  const rows = () =>
    props.results.units.map(({ name, from, schools: count, computed }) => ({
      name: `${name} (${[...(from.join() === name ? [] : [words.from(from.join(', '))]), schools(count)].join('; ')})`,
      result: computed,
    }))
  const left = () =>
    props.results.left.map(({ name, because, into, schools: count, computed }) => ({
      name: `${name} (${schools(count)}): ${words.because[because]?.(into.join(', '))}`,
      result: computed,
    }))
  return (
    <>
      <Show when={rows().length > 0} fallback={<p class="note amber">{words.none}</p>}>
        <ResultTable
          title={words.table(dayText(props.results.day))}
          head={words.head}
          rows={rows()}
          onOpen={props.onOpen}
        />
      </Show>
      <Show when={left().length > 0}>
        <h4>{words.left}</h4>
        <p class="soft small">{words.leftLead}</p>
        <ResultTable title={words.left} head={words.head} rows={left()} onOpen={props.onOpen} />
      </Show>
      <Show when={props.results.moved.length > 0}>
        <h4>{words.moved(countText(props.results.moved.length))}</h4>
        <PlainTable
          title={words.moved(countText(props.results.moved.length))}
          columns={words.movedColumns}
          texts={3}
          rows={props.results.moved.map(({ code, name, from, to }) => [`${name} (${code})`, from, to])}
        />
      </Show>
    </>
  )
}
