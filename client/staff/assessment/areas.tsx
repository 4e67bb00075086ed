import { createMemo, createSignal, For, on, Show } from 'solid-js'
import { Field } from '../../ui/field.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { numberText } from '../../words/read-number.ts'
import { finds } from '../search.ts'
import type { Component, YearView } from './api.ts'
import { Leaf, looksShown, scoreAt } from './leaf.tsx'
import { entryOf } from './line-draft.ts'
import type { Lines } from './lines.ts'
import type { Mode } from './mode.ts'
import { useYear } from './year-context.ts'

type Filter = 'all' | 'missing' | 'different' | 'asked' | 'lost'

/** The components by area and criterion; on request only those that still want something. */
export function Areas(props: { mode: Mode; lines: Lines | undefined }) {
  const { year } = useYear()
  const [filter, setFilter] = createSignal<Filter>(props.mode === 'explanation' ? 'asked' : 'all')
  const [wanted, setWanted] = createSignal('')
  /** Chosen when the filter is: a line that is answered does not jump away while one is in it. */
  const shown = createMemo(
    on(
      [filter, wanted],
      ([only, text]) =>
        new Set(
          year().card.areas.flatMap(({ criteria }) =>
            criteria.flatMap(({ name, components }) =>
              components
                .filter((one) => fits(year(), one.id, only) && (text === '' || finds(text, one.id, one.name, name)))
                .map(({ id }) => id),
            ),
          ),
        ),
    ),
  )
  return (
    <section class="areas" aria-label={words.looks.self}>
      <div class="fields tight filter-bar">
        <div class="field">
          <label for="leaf-filter">{words.year.filter}</label>
          <select
            id="leaf-filter"
            class="input"
            onChange={({ currentTarget }) => setFilter(currentTarget.value as Filter)}
          >
            <For each={Object.entries(words.year.filters)}>
              {([value, name]) => (
                <option value={value} selected={value === filter()}>
                  {name}
                </option>
              )}
            </For>
          </select>
        </div>
        <Field label={words.year.find} name="find-leaf" value={wanted()} onInput={setWanted} />
      </div>
      <Show when={shown().size === 0}>
        <p class="soft">{words.year.noneFound}</p>
      </Show>
      <For each={year().card.areas.map(({ id }) => id)}>
        {(id) => <AreaView id={id} shown={shown()} mode={props.mode} lines={props.lines} />}
      </For>
    </section>
  )
}

function fits(year: YearView, id: string, only: Filter): boolean {
  const points = looksShown(year.state).map((look) => scoreAt(year, look, id)?.points)
  if (only === 'missing') return year.missing.includes(id)
  if (only === 'asked') return entryOf(year, id, 'first')?.asked === true
  if (only === 'different') return points.some((one) => one !== points[0])
  if (only === 'lost') {
    const last = scoreAt(year, looksShown(year.state).at(-1) ?? 'self', id)
    return last !== undefined && last.points < last.most
  }
  return true
}

function AreaView(props: { id: string; shown: ReadonlySet<string>; mode: Mode; lines: Lines | undefined }) {
  const { year } = useYear()
  const area = () => year().card.areas.find(({ id }) => id === props.id)
  const score = () => {
    const look = looksShown(year().state).at(-1) ?? 'self'
    return year().scores[look]?.areas.find(({ id }) => id === props.id)
  }
  const criteria = createMemo(
    () => area()?.criteria.filter(({ components }) => components.some(({ id }) => props.shown.has(id))) ?? [],
  )
  return (
    <Show when={criteria().length > 0}>
      <details class="area" open data-area={props.id}>
        <summary>
          <h2>
            <span class="mono">{props.id}</span> {area()?.name}
          </h2>
          <span class="area-sum">
            <Show when={score()}>
              {(found) => words.year.areaSum(numberText(found().points), numberText(found().most))}
            </Show>
          </span>
        </summary>
        <For each={criteria().map(({ id }) => id)}>
          {(id) => {
            const criterion = () => area()?.criteria.find((one) => one.id === id)
            const components = (): Component[] =>
              (criterion()?.components ?? []).filter((one) => props.shown.has(one.id)) as Component[]
            const alone = () => criterion()?.components.length === 1
            return (
              <section class="criterion" aria-label={criterion()?.name}>
                <Show when={!alone()}>
                  <h3>
                    <span class="mono">{id}</span> {criterion()?.name}
                  </h3>
                </Show>
                <ul class="leaves">
                  <For each={components().map((one) => one.id)}>
                    {(leaf) => {
                      const component = () => components().find((one) => one.id === leaf) as Component
                      return <Leaf component={component()} mode={props.mode} lines={props.lines} />
                    }}
                  </For>
                </ul>
              </section>
            )
          }}
        </For>
      </details>
    </Show>
  )
}
