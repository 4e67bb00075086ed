import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { dayText } from '../../words/days.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { own as words } from '../../words/own.ts'
import { staff } from '../../words/staff.ts'
import { type OwnRound, readOwn } from '../field-api.ts'
import { FieldSchools } from '../fieldwork/field-schools.tsx'
import { createTitle } from '../title.ts'

/** What a coordinator sees of the field work. */
export default function OwnPage() {
  createTitle(() => words.title)
  const found = createAsync(() => readOwn())
  return (
    <div class="page">
      <Show when={found()}>
        {(now) => (
          <>
            <header class="page-head">
              <div>
                <h1 tabindex="-1">{words.title}</h1>
                <p class="soft">{now().units.length === 0 ? words.noUnit : words.lead(now().units.join(', '))}</p>
              </div>
            </header>
            <For
              each={now().rounds}
              fallback={
                <Show when={now().units.length > 0}>
                  <Empty title={words.emptyTitle} text={words.emptyText} />
                </Show>
              }
            >
              {(round) => <Round round={round} />}
            </For>
          </>
        )}
      </Show>
    </div>
  )
}

function Round(props: { round: OwnRound }) {
  const sum = (of: 'issued' | 'used') => props.round.schools.reduce((total, school) => total + (school[of] ?? 0), 0)
  const hidden = () => props.round.schools.some(({ used }) => used === null)
  return (
    <section class="page" aria-label={props.round.name}>
      <h2>{props.round.name}</h2>
      <div class="facts-line">
        <Chip tone={props.round.state === 'fielding' ? 'accent' : 'plain'}>{staff.states[props.round.state]}</Chip>
        <span>
          {props.round.state === 'fielding' && props.round.closesOn
            ? words.until(dayText(props.round.closesOn))
            : words.closed}
        </span>
      </div>
      <div class="cards">
        <section class="card">
          <h3>{staff.fieldwork.response}</h3>
          <p class="figure-large">
            {hidden() || sum('issued') === 0 ? staff.none : percentText(sum('used') / sum('issued'))}
          </p>
          <p class="soft">
            {hidden() ? words.few : staff.fieldwork.responseOf(countText(sum('used')), countText(sum('issued')))}
          </p>
        </section>
        <Show when={props.round.state === 'fielding'}>
          <section class="card">
            <h3>{words.todo}</h3>
            <ul class="plain-list">
              <For each={words.advice}>{(line) => <li>{line}</li>}</For>
            </ul>
            <p class="soft">{words.hotline(props.round.hotline)}</p>
          </section>
        </Show>
      </div>
      <FieldSchools schools={props.round.schools} />
    </section>
  )
}
