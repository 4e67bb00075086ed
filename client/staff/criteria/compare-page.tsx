import { A, createAsync, useParams, useSearchParams } from '@solidjs/router'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { type Component, type CriteriaSet, componentsOf } from '../../../surveys/criteria/criteria-set.ts'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { numberText } from '../../words/read-number.ts'
import { ruleSentence } from '../../words/rule-sentence.ts'
import { wantedPapers } from '../../words/wanted-papers.ts'
import { errorText } from '../refusal.ts'
import { createTitle } from '../title.ts'
import '../instruments/instruments.css'
import { type Compared, compareCards, listCards, readCard } from './api.ts'
import './criteria.css'

type Bridge = Compared['bridges'][number]
const TONES: Readonly<Record<string, Tone>> = {
  same: 'plain',
  changed: 'amber',
  merged: 'accent',
  split: 'accent',
  new: 'green',
  gone: 'red',
}

/** Two cards line by line: what went on, what is new, what is gone, and what points were carried. */
export default function CompareCards() {
  createTitle(() => words.compareTitle)
  const params = useParams<{ id: string }>()
  const [search, setSearch] = useSearchParams<{ from?: string }>()
  const id = () => decodeURIComponent(params.id)
  const after = createAsync(() => readCard(id()))
  const all = createAsync(() => listCards())
  const others = () =>
    [...(all()?.cards ?? []), ...(all()?.shipped ?? [])].filter(
      (one) => one.id !== id() && one.group === after()?.definition.group,
    )
  /** What it was made from, until somebody chooses another. */
  const from = () => search.from ?? after()?.basedOn ?? undefined
  const selectId = createUniqueId()
  return (
    <div class="page">
      <header class="version-head">
        <p class="small">
          <A href={`/criteria/${encodeURIComponent(id())}`}>‹ {after()?.definition.title ?? words.back}</A>
        </p>
        <h1 tabindex="-1">{words.compareTitle}</h1>
        <div class="fields tight">
          <div class="field">
            <label for={selectId}>{words.compareBefore}</label>
            <select
              id={selectId}
              class="input"
              onChange={({ currentTarget }) => setSearch({ from: currentTarget.value })}
            >
              <Show when={from() === undefined}>
                <option value="" selected disabled>
                  {words.comparePick}
                </option>
              </Show>
              <For each={others()}>
                {(one) => (
                  <option value={one.id} selected={one.id === from()}>
                    {`${one.year}.${one.version} · ${words.states[one.state]}`}
                  </option>
                )}
              </For>
            </select>
          </div>
          <div class="field">
            <span class="label">{words.compareAfter}</span>
            <span class="fixed">
              {after()?.definition.year}.{after()?.definition.version} · {words.states[after()?.state ?? '']}
            </span>
          </div>
        </div>
      </header>
      <Show when={from()} keyed fallback={<p class="soft">{words.comparePick}</p>}>
        {(one) => <Chosen from={one} to={id()} />}
      </Show>
    </div>
  )
}

/** Read for one pair, all of it at once; another pair is another reading. */
function Chosen(props: { from: string; to: string }) {
  const pair = createAsync(async () => {
    const reading = [readCard(props.from), readCard(props.to), compareCards(props.from, props.to)] as const
    const [before, after, found] = await Promise.all(reading)
    return { before: before.definition, after: after.definition, found }
  })
  return <Show when={pair()}>{(all) => <Bridges {...all()} />}</Show>
}

function Bridges(props: { found: Compared; before: CriteriaSet; after: CriteriaSet }) {
  const [only, setOnly] = createSignal(true)
  const shown = () => props.found.bridges.filter(({ kind }) => !only() || kind !== 'same')
  /** A name in which only the year is another is the same name. */
  const renamed = () => {
    const [was, is] = [known(props.before), known(props.after)]
    const yearOn = (name: string) => name.replaceAll(String(props.before.year), String(props.after.year))
    return props.found.bridges.flatMap(({ before, after, fields }) => {
      const names = [was.get(before[0] ?? '')?.name ?? '', is.get(after ?? '')?.name ?? ''].map(yearOn)
      return fields.includes('name') && before[0] === after && names[0] !== names[1] && after !== null ? [after] : []
    })
  }
  const known = (set: CriteriaSet) => new Map(componentsOf(set).map((one) => [one.id, one]))
  return (
    <>
      <p role="status">
        {props.found.bridges.every(({ kind }) => kind === 'same')
          ? words.equal
          : words.carried(numberText(props.found.carried), numberText(props.found.inherited))}
      </p>
      <Show when={renamed().length > 0}>
        <p class="note amber small">{words.renamed(renamed().join(', '))}</p>
      </Show>
      <Show when={props.found.issues.length > 0}>
        <div class="note red small">
          <p>{words.bridgeIssues}</p>
          <ul>
            <For each={props.found.issues}>{(one) => <li>{errorText({ ...one, pointer: one.path })}</li>}</For>
          </ul>
        </div>
      </Show>
      <label class="choice">
        <input type="checkbox" checked={only()} onChange={({ currentTarget }) => setOnly(currentTarget.checked)} />
        {words.onlyChanges}
      </label>
      <Show when={shown().length > 0}>
        <TableBox label={words.compareTitle}>
          <CardTable class="compare">
            <thead>
              <tr>
                <th scope="col">{words.component}</th>
                <th scope="col">{words.change}</th>
                <th scope="col">{words.compareBefore}</th>
                <th scope="col">{words.compareAfter}</th>
              </tr>
            </thead>
            <tbody>
              <For each={shown()}>
                {(bridge) => (
                  <tr data-bridge={bridge.after ?? bridge.before[0]}>
                    <th scope="row">
                      <span class="mono">{bridge.after ?? bridge.before.join(', ')}</span>
                      <Show when={bridge.kind === 'changed' && !bridge.fields.includes('name')}>
                        <div class="small">{known(props.after).get(bridge.after ?? '')?.name}</div>
                      </Show>
                    </th>
                    <td data-head={words.change}>
                      <Chip tone={TONES[bridge.kind] ?? 'plain'}>{words.kinds[bridge.kind]}</Chip>
                      <div class="small soft">
                        {bridge.fields.map((one) => words.changedFields[one] ?? one).join(', ')}
                      </div>
                    </td>
                    <td data-head={words.compareBefore}>
                      <Side
                        components={bridge.before.flatMap((one) => known(props.before).get(one) ?? [])}
                        bridge={bridge}
                      />
                    </td>
                    <td data-head={words.compareAfter}>
                      <Side
                        components={bridge.after ? [known(props.after).get(bridge.after) as Component] : []}
                        bridge={bridge}
                      />
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </CardTable>
        </TableBox>
      </Show>
    </>
  )
}

/** Of a changed line only what changed; of the others name and points. */
function Side(props: { components: readonly Component[]; bridge: Bridge }) {
  const shows = (field: Bridge['fields'][number]) =>
    props.bridge.kind !== 'changed' || props.bridge.fields.includes(field)
  return (
    <For each={props.components}>
      {(one) => (
        <div class="difference">
          <Show when={shows('name') || props.bridge.fields.length === 0}>
            <p>
              <span class="mono small">{one.id}</span> {one.name}
            </p>
          </Show>
          <Show when={shows('points')}>
            <p>{numberText(one.points)}</p>
          </Show>
          <Show when={props.bridge.kind === 'changed' && (shows('rule') || shows('due'))}>
            <p class="small">{ruleSentence(one.rule, one.points)}</p>
          </Show>
          <Show when={props.bridge.kind === 'changed' && shows('evidence')}>
            <p class="small">{wantedPapers(one.evidence)}</p>
          </Show>
          <Show when={props.bridge.kind === 'changed' && (shows('lead') || shows('supporting'))}>
            <p class="small soft">{[one.lead, one.supporting].filter(Boolean).join(' · ')}</p>
          </Show>
        </div>
      )}
    </For>
  )
}
