import { Show } from 'solid-js'
import { componentsOf } from '../../../surveys/criteria/criteria-set.ts'
import { indexResults as words } from '../../words/index-results.ts'
import { neededText } from '../../words/needed-text.ts'
import { decimalText } from '../../words/numbers.ts'
import { factText } from '../../words/score-sentence.ts'
import { PlainTable } from '../estimates/plain-table.tsx'
import type { Profile } from './api.ts'

/** The fewest components that would bring the unit into the next band, and the figure each would need. */
export function WayToBand(props: { profile: Profile; bandName: (id: string | undefined) => string }) {
  const two = (value: number) => decimalText(value, 2)
  const parts = () => new Map(componentsOf(props.profile.card).map((one) => [one.id, one]))
  const score = () => props.profile.last && props.profile.scores[props.profile.last]
  const nows = () =>
    new Map(
      (score()?.areas ?? []).flatMap(({ criteria }) =>
        criteria.flatMap(({ components }) => components.map((one) => [one.id, one.fact] as const)),
      ),
    )
  const rows = (way: NonNullable<Profile['way']>) =>
    way.steps.flatMap(({ id, gain, needed, denominatorKnown }) => {
      const part = parts().get(id)
      if (!part) return []
      return [
        [
          `${id}. ${part.name}`,
          factText(part, nows().get(id) ?? null),
          neededText(part.rule, needed, denominatorKnown),
          two(gain),
        ],
      ]
    })
  return (
    <section class="card">
      <h2>{words.way}</h2>
      <Show when={props.profile.way} fallback={<p class="soft">{score() ? words.wayBest : words.wayNone}</p>}>
        {(way) => (
          <>
            <Show when={props.profile.last !== 'second' && props.profile.last}>
              {(last) => <p class="soft">{words.wayFrom[last()]}</p>}
            </Show>
            <p>
              {way().reached
                ? words.wayLead(props.bandName(way().band), two(way().from), two(way().short))
                : words.wayOut(props.bandName(way().band), two(way().from), two(way().index))}
            </p>
            <PlainTable
              title={words.way}
              headed
              columns={[words.leaf, words.wayNow, words.wayNeeded, words.wayGain]}
              cards
              texts={3}
              rows={rows(way())}
            />
            <Show when={way().reached}>
              <p>{words.wayResult(two(way().index))}</p>
            </Show>
            <p class="small soft">{words.wayNote}</p>
          </>
        )}
      </Show>
    </section>
  )
}
