import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { Hash } from '../../ui/hash.tsx'
import { dayOf, dayText } from '../../words/days.ts'
import { evidence as words } from '../../words/evidence.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { results } from '../../words/results.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import type { Component } from '../assessment/api.ts'
import { entryOf } from '../assessment/line-draft.ts'
import { useYear } from '../assessment/year-context.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { dropRelease, type ProofRelease, takeRelease } from './api.ts'
import { useProofs } from './proofs-context.tsx'

/** What cards call the satisfaction rate of a round; the server decides again. */
const SATISFACTION = 'education_satisfaction'

/** The published satisfaction that a line takes its points from, said on the line itself, and the press by which it does. */
export function LeafRelease(props: { component: Component }) {
  const { year } = useYear()
  const proofs = useProofs()
  const taking = createTask(takeRelease)
  const dropping = createTask(dropRelease)
  const id = () => props.component.id
  const taken = () => proofs()?.releases.find(({ component }) => component === id())
  const wants = () => props.component.rule.kind === 'index' && props.component.rule.index === SATISFACTION
  const offered = () => (taken() ? [] : (proofs()?.offered ?? []).filter(({ figure }) => figure !== null))
  /** As the year stands on this page: a number typed a moment ago is not yet among the proofs. */
  const differs = (value: number | null) => {
    const fact = entryOf(year(), id(), 'self')?.fact
    return !(fact?.kind === 'number' && fact.value === value)
  }
  const open = () => {
    const found = proofs()
    return found?.open === 'self' && found.state === year().state && holds(['assessor'])
  }
  return (
    <Show when={wants()}>
      <Show when={taken()}>
        {(release) => (
          <section class="release" aria-label={words.release.title} data-release={release().contentHash}>
            <Figure release={release()} />
            <Show when={release().corrected}>
              {(newer) => (
                <p class="note amber small">
                  {words.release.corrected(
                    newer().figure ? percentText(newer().figure?.value ?? 0) : words.release.hidden,
                    dayText(dayOf(new Date(newer().publishedAt))),
                  )}{' '}
                  {open() ? '' : words.leaf.closed}
                </p>
              )}
            </Show>
            <Show when={differs(release().value)}>
              <p class="note amber small">{words.release.differs}</p>
            </Show>
            <Show when={open()}>
              <div class="actions tight">
                <Show when={release().corrected || differs(release().value)}>
                  <Button little busy={taking.busy()} onClick={() => taking.run(year().id, id(), release().roundId)}>
                    {words.release.again}
                  </Button>
                </Show>
                <Button little tone="quiet" busy={dropping.busy()} onClick={() => dropping.run(year().id, id())}>
                  {words.release.drop}
                </Button>
              </div>
            </Show>
          </section>
        )}
      </Show>
      <Show when={open() && !taken()}>
        <div class="actions tight">
          <For
            each={offered()}
            fallback={
              <p class="small soft">
                {(proofs()?.offered ?? []).length > 0 ? words.release.noneShown : words.release.none}
              </p>
            }
          >
            {(one) => (
              <Button
                little
                tone="main"
                busy={taking.busy()}
                data-action="take-release"
                onClick={() => taking.run(year().id, id(), one.roundId)}
              >
                {words.release.take(one.figure?.name ?? '', percentText(one.figure?.value ?? 0))}
              </Button>
            )}
          </For>
        </div>
        <Show when={proofs()?.otherYears.length ? proofs()?.otherYears : undefined}>
          {(years) => <p class="small soft">{words.release.otherYears(years(), year().card.year)}</p>}
        </Show>
      </Show>
      <Refused refusal={taking.refusal() ?? dropping.refusal()} />
    </Show>
  )
}

function Figure(props: { release: ProofRelease }) {
  const taken = () => props.release.taken
  const text = () =>
    words.release.figure(
      percentText(taken().value),
      percentText(taken().low),
      percentText(taken().high),
      countText(taken().n),
    )
  return (
    <>
      <p>
        <b>{taken().name}</b>: {text()}{' '}
        <Show when={taken().verdict}>
          {(verdict) => <Chip tone={results.verdictTone[verdict()] as Tone}>{results.verdict[verdict()]}</Chip>}
        </Show>
        <Show when={taken().synthetic}>
          {' '}
          <Chip>{words.release.synthetic}</Chip>
        </Show>
      </p>
      <Show when={taken().verdict}>
        {(verdict) => <p data-verdict={verdict()}>{words.release.says[verdict()](percentText(taken().target))}</p>}
      </Show>
      <p class="small soft">
        {words.release.decision(taken().decision.number, dayText(taken().decision.date))} · {words.release.hash}:{' '}
        <Hash value={props.release.contentHash} copy={staff.copy} copied={staff.copied} />
      </p>
    </>
  )
}
