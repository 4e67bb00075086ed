import { For, Show } from 'solid-js'
import { indexResults as words } from '../../words/index-results.ts'
import { signedText } from '../../words/needed-text.ts'
import { decimalText } from '../../words/numbers.ts'
import type { Profile } from './api.ts'
import { DotPicture } from './dot-picture.tsx'

type Year = Profile['trend'][number]
type Bridge = NonNullable<Year['bridge']>
const two = (value: number) => decimalText(value, 2)

/** The years of a unit, and between two of them what of the card stayed and what the change is on that alone. */
export function Trend(props: { profile: Profile; bandName: (id: string | undefined) => string }) {
  return (
    <section class="card">
      <h2>{words.trend}</h2>
      <Show when={props.profile.trend.length > 1} fallback={<p class="soft">{words.trendOne}</p>}>
        <DotPicture
          title={words.trendPicture}
          rows={props.profile.trend.map(({ year, index, band }) => ({
            label: index === null ? String(year) : `${year}: ${props.bandName(band ?? undefined)}`,
            marks: index === null ? [] : [{ shape: 'disc', value: index }],
            text: index === null ? words.none : two(index),
          }))}
          legend={[{ shape: 'disc', name: words.index }]}
        />
        <For each={props.profile.trend}>
          {(year) => (
            <Show
              when={year.bridge}
              fallback={
                <Show when={year.index === null}>
                  <p class="soft">{words.trendOpen(year.year)}</p>
                </Show>
              }
            >
              {(bridge) => <Between year={year.year} bridge={bridge()} />}
            </Show>
          )}
        </For>
      </Show>
    </section>
  )
}

const nameOf = ({ id, name }: Readonly<{ id: string; name: string }>) => `${id} “${name.replace(/\.$/, '')}”`
const changeText = ({ kind, before, after, renamed, rule }: Bridge['changes'][number]): string =>
  words.trendChange[kind]?.(before.map(nameOf).join(', '), after ? nameOf(after) : '', renamed, rule) ?? ''

function Between(props: { year: number; bridge: Bridge }) {
  const kinds = () =>
    Object.entries(props.bridge.kinds)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${words.trendKinds[kind]}`)
  return (
    <article>
      <h3>
        {props.bridge.from} – {props.year}
      </h3>
      <p>
        {words.trendIndexes(props.bridge.from, two(props.bridge.before), props.year, two(props.bridge.after))}{' '}
        <Show when={props.bridge.likeBefore !== null} fallback={words.trendNothing}>
          {words.trendAlike(
            props.bridge.same,
            props.bridge.of,
            two(props.bridge.shareBefore),
            two(props.bridge.shareAfter),
          )}{' '}
          <b>
            {words.trendLikes(
              props.bridge.from,
              two(props.bridge.likeBefore ?? 0),
              props.year,
              two(props.bridge.likeAfter ?? 0),
              signedText(Math.round(((props.bridge.likeAfter ?? 0) - (props.bridge.likeBefore ?? 0)) * 100) / 100),
            )}
          </b>
        </Show>
      </p>
      <p class="small soft">
        {words.trendChanges}:{' '}
        {[...kinds(), ...(props.bridge.rules > 0 ? [words.trendRules(props.bridge.rules)] : [])].join(', ')}.
      </p>
      <Show when={props.bridge.changes.length > 0}>
        <details class="small">
          <summary>{words.trendDetails(props.bridge.changes.length)}</summary>
          <ul>
            <For each={props.bridge.changes}>{(change) => <li>{changeText(change)}.</li>}</For>
          </ul>
        </details>
      </Show>
    </article>
  )
}
