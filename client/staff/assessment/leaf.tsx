import { For, Match, Show, Switch } from 'solid-js'
import type { Stage } from '../../../surveys/assessment.ts'
import { Chip } from '../../ui/chip.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { numberText } from '../../words/read-number.ts'
import { ruleSentence } from '../../words/rule-sentence.ts'
import { factText, scoreSentence } from '../../words/score-sentence.ts'
import { LeafRelease } from '../evidence/leaf-release.tsx'
import type { Component, YearView } from './api.ts'
import { AppraiseLeaf } from './appraise-leaf.tsx'
import { ExplainLeaf } from './explain-leaf.tsx'
import { LeafPapers } from './leaf-papers.tsx'
import { entryOf } from './line-draft.ts'
import type { Lines } from './lines.ts'
import type { Mode } from './mode.ts'
import { SelfLeaf } from './self-leaf.tsx'
import { useYear } from './year-context.ts'

export const scoreAt = (year: YearView, look: 'self' | 'first' | 'second', id: string) =>
  year.scores[look]?.areas
    .flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
    .find((one) => one.id === id)

/** The looks that have something to say at this point of the road, and those that are being written. */
export function looksShown(state: YearView['state']): readonly ('self' | 'first' | 'second')[] {
  if (state === 'scoring') return ['self']
  if (state === 'locked' || state === 'explaining') return ['self', 'first']
  return ['self', 'first', 'second']
}

/** One component: what it asks, what each look says, and the place to write where it is one's turn. */
export function Leaf(props: { component: Component; mode: Mode; lines: Lines | undefined }) {
  const { year } = useYear()
  const id = () => props.component.id
  const asked = () => entryOf(year(), id(), 'first')?.asked === true
  /** What raters gave is the same at every look, and nobody's to write. */
  const rated = () => year().rated.includes(id())
  const points = () => {
    const look = looksShown(year().state).at(-1) ?? 'self'
    return scoreAt(year(), look, id())
  }
  return (
    <li class="leaf" id={`leaf-${id()}`} data-leaf={id()}>
      <header>
        <h3>
          <span class="mono">{id()}</span> {props.component.name}
        </h3>
        <span class="leaf-points" data-points={points()?.points ?? ''}>
          <Show when={asked()}>
            <Chip tone="amber">{entryOf(year(), id(), 'explanation') ? words.leaf.explained : words.leaf.asked}</Chip>
          </Show>
          <Show when={points()?.state !== 'excluded'} fallback={<span class="small soft">{words.year.outside}</span>}>
            <b>{points() ? numberText(points()?.points ?? 0) : '—'}</b>
            <span class="soft"> / {numberText(props.component.points)}</span>
          </Show>
        </span>
      </header>
      <p class="small soft">{ruleSentence(props.component.rule, props.component.points)}</p>
      <Show when={rated()}>
        <p class="computed">
          {((score) => score && scoreSentence(props.component, score))(points())} {words.leaf.rated}
        </p>
      </Show>
      <Show when={props.mode !== 'self' && !rated()}>
        <Looks component={props.component} />
      </Show>
      <Show when={!rated() && props.lines}>
        {(lines) => (
          <Switch>
            <Match when={props.mode === 'self'}>
              <SelfLeaf component={props.component} lines={lines()} />
            </Match>
            <Match when={props.mode === 'first' || props.mode === 'second'}>
              <AppraiseLeaf component={props.component} lines={lines()} />
            </Match>
            <Match when={props.mode === 'explanation' && asked()}>
              <ExplainLeaf component={props.component} lines={lines()} />
            </Match>
          </Switch>
        )}
      </Show>
      <LeafRelease component={props.component} />
      <LeafPapers component={props.component} mode={props.mode} />
    </li>
  )
}

/** What each look says of the component, side by side. */
function Looks(props: { component: Component }) {
  const { year } = useYear()
  return (
    <dl class="looks" data-columns={looksShown(year().state).length}>
      <For each={looksShown(year().state)}>{(look) => <Look component={props.component} look={look} />}</For>
    </dl>
  )
}

function Look(props: { component: Component; look: 'self' | 'first' | 'second' }) {
  const { year } = useYear()
  const entry = () => entryOf(year(), props.component.id, props.look)
  const score = () => scoreAt(year(), props.look, props.component.id)
  const who = (stage: Stage) => {
    const by = entryOf(year(), props.component.id, stage)?.writtenBy
    return by ? year().names[by] : undefined
  }
  const explanation = () => (props.look === 'first' ? entryOf(year(), props.component.id, 'explanation') : undefined)
  const nothingSaid = () => props.look !== 'self' && !entry()?.fact
  return (
    <div data-look={props.look}>
      <dt>
        {words.looks[props.look]}
        <Show when={score()}>{(found) => <b> · {numberText(found().points)}</b>}</Show>
      </dt>
      <dd>
        <Show
          when={!nothingSaid()}
          fallback={<p class="soft">{entry() ? words.leaf.agrees : words.leaf.notYetSeen}</p>}
        >
          <p>
            {score()
              ? scoreSentence(props.component, score() as never)
              : factText(props.component, entry()?.fact ?? null)}
          </p>
        </Show>
        <Show when={entry()?.note}>
          {(note) => (
            <p class="said">
              “{note()}” <span class="soft small">{words.leaf.by(who(props.look) ?? '')}</span>
            </p>
          )}
        </Show>
        <Show when={explanation()}>
          {(found) => (
            <p class="said" data-look="explanation">
              <b>{words.leaf.explanation}:</b> “{found().note}”{' '}
              <span class="soft small">{words.leaf.by(who('explanation') ?? '')}</span>
            </p>
          )}
        </Show>
      </dd>
    </div>
  )
}
