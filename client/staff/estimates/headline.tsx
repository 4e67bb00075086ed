import { For, Show } from 'solid-js'
import { percentText } from '../../words/numbers.ts'
import { results as words } from '../../words/results.ts'
import type { Estimate, Result } from '../shapes.ts'
import { FigureCell, type Shown } from './figure-cell.tsx'
import { Verdict } from './result-table.tsx'

/** The province in a few cards: what was computed, what was asked, each with its verdict and the sentence behind it. */
export function Headline(props: { estimate: Estimate; onOpen: (shown: Shown) => void }) {
  const whole = () => props.estimate.results.domains.find(({ level, area }) => level === null && area === null)
  const target = () => percentText(props.estimate.target, 0)
  const cards = () => {
    const found = whole()
    return found
      ? [
          { name: words.computed, result: found.computed },
          { name: words.asked, result: found.asked },
        ]
      : []
  }
  return (
    <div class="cards">
      <For each={cards()}>
        {(card) => (
          <section class="card">
            <h3>{card.name}</h3>
            <p class="headline-figure">
              <FigureCell cell={card.result.rate} scale="rate" name={card.name} onOpen={props.onOpen} />{' '}
              <Verdict verdict={card.result.verdict} />
            </p>
            <p>{sentence(card.result, target())}</p>
            <p class="small soft">{point(card.result, props.estimate.target, target())}</p>
          </section>
        )}
      </For>
      <Show when={whole()}>
        {(found) => (
          <section class="card">
            <h3>{words.expectation}</h3>
            <p class="headline-figure">
              <FigureCell cell={found().expectation} scale="percent" name={words.expectation} onOpen={props.onOpen} />
            </p>
            <p class="small soft">{words.target(target())}</p>
          </section>
        )}
      </Show>
    </div>
  )
}

function sentence({ rate, bounds, verdict }: Result, target: string): string {
  if (!('value' in rate) || verdict === null) return 'suppressed' in rate ? words.hiddenWhy[rate.suppressed] : ''
  const [low, high] = (bounds ?? [rate.low, rate.high]).map((bound) => percentText(bound)) as [string, string]
  if (verdict === 'met') return words.sentence.met(target, low)
  return verdict === 'missed' ? words.sentence.missed(target, high) : words.sentence.inconclusive(target, low, high)
}

function point({ rate }: Result, bound: number, target: string): string {
  if (!('value' in rate)) return ''
  return rate.value > bound ? words.point.above(target) : words.point.notAbove(target)
}
