import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { design as words } from '../../words/design.ts'
import { countText } from '../../words/numbers.ts'
import { filled, issue } from '../../words/problem.ts'
import { Refused } from '../refused.tsx'
import { mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { AllocationRule } from './allocation-rule.tsx'
import { AllocationTable } from './allocation-table.tsx'
import { type Designs, readDesigns } from './api.ts'
import { ComparePlans } from './compare-plans.tsx'
import { createDesignDesk, type DesignDesk } from './design-desk.ts'
import { DesignSettings } from './design-settings.tsx'
import { DomainTable } from './domain-table.tsx'
import { Exceptions } from './exceptions.tsx'
import { lineText, marginText, moneyText, provableText } from './figure-texts.ts'
import './design.css'

/** The design of a sample before it is drawn: typed as a table, foretold at once, kept and compared. */
export function DesignPanel() {
  const round = useRound()
  const designs = createAsync(() => readDesigns(round().id))
  return (
    <Show when={designs()}>
      {(read) => (
        <Show when={read().frame} fallback={<p class="note amber">{words.needsFrame}</p>}>
          <Desk designs={read()} />
        </Show>
      )}
    </Show>
  )
}

/** What every change moves, always in sight below the table that is being typed in. */
function Summary(props: { desk: DesignDesk }) {
  const totals = () => props.desk.forecast()?.totals
  return (
    <Show when={totals()}>
      {(of) => (
        <dl class="summary" aria-busy={props.desk.waiting() ? 'true' : undefined}>
          <For
            each={[
              [words.compare.schools, countText(of().schools)],
              [words.compare.slips, countText(of().slips)],
              [words.compare.cost, moneyText(of().cost)],
              [words.compare.margin, marginText(of().margin)],
              [words.compare.worstMargin, marginText(of().worstMargin)],
              [words.compare.provableRate, provableText(of().provableRate, of().margin)],
            ]}
          >
            {([name, value]) => (
              <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            )}
          </For>
        </dl>
      )}
    </Show>
  )
}

function Desk(props: { designs: Designs }) {
  const round = useRound()
  const desk = createDesignDesk(round, () => props.designs, words.nameFirst(props.designs.designs.length + 1))
  const locked = () => round().state !== 'drafting' || !mayTake(rolesOf('submit'))
  const notes = () => desk.forecast()?.notes ?? []
  return (
    <div class="design">
      <p class="soft">{round().state === 'drafting' ? words.lead : words.locked}</p>
      <For each={desk.refusals()}>{(refusal) => <Refused refusal={refusal} />}</For>
      <ComparePlans desk={desk} designs={props.designs} locked={locked()} />
      <DesignSettings desk={desk} locked={locked()} />
      <Exceptions desk={desk} locked={locked()} />
      <Show when={!locked()}>
        <AllocationRule desk={desk} />
      </Show>
      <Show when={notes().length > 0}>
        <div class="note amber" role="status">
          <p>{words.notesTitle}</p>
          <ul>
            <For each={notes()}>
              {(note) => <li>{filled(issue[note.code], { name: lineText(desk.design().plan.strata, note.name) })}</li>}
            </For>
          </ul>
        </div>
      </Show>
      <AllocationTable desk={desk} locked={locked()} />
      <DomainTable desk={desk} target={round().target} />
      <Summary desk={desk} />
    </div>
  )
}
