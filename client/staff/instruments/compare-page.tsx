import { A, createAsync, useParams, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Language } from '../../../surveys/text.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { createTitle } from '../title.ts'
import { type Compared, compareVersions, listForms, readVersion } from './api.ts'
import './instruments.css'
import { fieldLabel } from './field-label.ts'
import { placeName } from './place-name.ts'

type Item = Compared['items'][number]

/** Two versions side by side, question by question. */
export default function ComparePage() {
  createTitle(() => words.compare.title)
  const params = useParams<{ id: string }>()
  const [search, setSearch] = useSearchParams<{ from?: string }>()
  const id = () => decodeURIComponent(params.id)
  const view = createAsync(() => readVersion(id()))
  const forms = createAsync(() => listForms())
  const versions = createMemo(() => forms()?.find(({ form }) => form === view()?.form)?.versions ?? [])
  const others = () => versions().filter((version) => version.id !== id())
  /** What it was made from, else the version before it. */
  const from = () => search.from ?? view()?.basedOn ?? others()[0]?.id
  const compared = createAsync(async () => {
    const before = from()
    return before ? compareVersions(before, id()) : undefined
  })
  return (
    <div class="page">
      <header class="version-head">
        <p class="small">
          <A href={`/instruments/${id()}`}>‹ {view()?.definition.title.vi ?? words.back}</A>
        </p>
        <h1 tabindex="-1">{words.compare.title}</h1>
        <div class="fields tight">
          <ChoiceField
            label={words.compare.before}
            value={from()}
            options={(others() ?? []).map(
              (version) => [version.id, `${version.version} · ${words.states[version.state]}`] as const,
            )}
            onChange={(value) => setSearch({ from: value })}
          />
          <div class="field">
            <span class="label">{words.compare.after}</span>
            <span class="fixed">
              {view()?.version} · {words.states[view()?.state ?? '']}
            </span>
          </div>
        </div>
      </header>
      <Show when={compared()}>
        {(found) => (
          <Differences
            found={found()}
            before={`${words.compare.before} ${versions().find((one) => one.id === from())?.version ?? ''}`}
            after={`${words.compare.after} ${view()?.version ?? ''}`}
          />
        )}
      </Show>
    </div>
  )
}

const TONES: Readonly<Record<string, Tone>> = { added: 'green', removed: 'red', changed: 'amber', same: 'plain' }

function Differences(props: { found: Compared; before: string; after: string }) {
  const [only, setOnly] = createSignal(true)
  const count = (kind: Item['kind']) => props.found.items.filter((item) => item.kind === kind).length
  const shown = () => props.found.items.filter(({ kind }) => !only() || kind !== 'same')
  const equal = () => props.found.heads.length === 0 && count('same') === props.found.items.length
  return (
    <>
      <p role="status">
        {equal()
          ? words.compare.equal
          : words.compare.summary(count('added'), count('removed'), count('changed'), count('same'))}
      </p>
      <label class="choice">
        <input type="checkbox" checked={only()} onChange={({ currentTarget }) => setOnly(currentTarget.checked)} />
        {words.compare.onlyChanges}
      </label>
      <Show when={props.found.heads.length > 0}>
        <TableBox label={words.compare.heads}>
          <table class="table compare">
            <caption>{words.compare.heads}</caption>
            <tbody>
              <For each={props.found.heads}>
                {(head) => (
                  <tr>
                    <th scope="row">{placeName(head.key.replace('.', '/'))}</th>
                    <td>
                      <Saying value={head.before} />
                    </td>
                    <td>
                      <Saying value={head.after} />
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
      <Show when={shown().length > 0}>
        <TableBox label={words.compare.title}>
          <table class="table compare">
            <thead>
              <tr>
                <th scope="col">{words.compare.item}</th>
                <th scope="col">{words.compare.change}</th>
                <th scope="col">{props.before}</th>
                <th scope="col">{props.after}</th>
              </tr>
            </thead>
            <tbody>
              <For each={shown()}>
                {(item) => (
                  <tr data-compared={item.id}>
                    <th scope="row" class="mono">
                      {item.id}
                    </th>
                    <td>
                      <Chip tone={TONES[item.kind] ?? 'plain'}>{words.compare.kinds[item.kind]}</Chip>
                      <div class="small soft">
                        {item.parts.map((part) => words.compare.parts[part] ?? part).join(', ')}
                      </div>
                    </td>
                    <td>
                      <Part item={item} side="before" />
                    </td>
                    <td>
                      <Part item={item} side="after" />
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
    </>
  )
}

/** Of a changed question only what changed; of one that came or went its text. */
function Part(props: { item: Item; side: 'before' | 'after' }) {
  const part = () => props.item[props.side] as Record<string, unknown> | null
  const other = () => props.item[props.side === 'before' ? 'after' : 'before'] as Record<string, unknown> | null
  const names = () =>
    props.item.kind === 'changed'
      ? [...new Set([...Object.keys(part() ?? {}), ...Object.keys(other() ?? {})])].filter(
          (name) => JSON.stringify(part()?.[name]) !== JSON.stringify(other()?.[name]),
        )
      : ['text']
  return (
    <Show when={part()}>
      <For each={names()}>
        {(name) => (
          <div class="difference">
            <Show when={name !== 'text'}>
              <span class="small soft">{fieldLabel(name)}: </span>
            </Show>
            <Saying value={part()?.[name] ?? null} />
          </div>
        )}
      </For>
    </Show>
  )
}

/** A value in words: a text in all its languages, a list of options, or what stands there. */
function Saying(props: { value: unknown }) {
  const said = () => props.value as Record<string, unknown>
  const isText = () => typeof props.value === 'object' && props.value !== null && 'vi' in props.value
  const list = () =>
    Array.isArray(props.value) && props.value.every((one) => typeof one === 'object' && one && 'text' in one)
      ? (props.value as { value?: string; id?: string; text: { vi: string } }[])
      : undefined
  return (
    <Show
      when={isText()}
      fallback={
        <Show when={list()} fallback={<span>{plain(props.value)}</span>}>
          {(lines) => (
            <ul>
              <For each={lines()}>
                {(line) => (
                  <li>
                    <span class="mono small">{line.value ?? line.id}</span> {line.text.vi}
                  </li>
                )}
              </For>
            </ul>
          )}
        </Show>
      }
    >
      <For each={(['vi', 'en', 'km'] as Language[]).filter((language) => said()[language] !== undefined)}>
        {(language) => (
          <div lang={language} classList={{ soft: language !== 'vi' }}>
            {String(said()[language]) || words.editor.noText}
          </div>
        )}
      </For>
    </Show>
  )
}

const plain = (value: unknown): string => {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'boolean' || typeof value === 'string') return words.values[String(value)] ?? String(value)
  if (Array.isArray(value)) return value.map((one) => words.languages[String(one)] ?? String(one)).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
