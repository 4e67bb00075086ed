import { A, createAsync } from '@solidjs/router'
import { Show } from 'solid-js'
import { design } from '../../words/design.ts'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { useRound } from '../round/round-context.ts'
import { readDesigns } from '../sample/api.ts'
import { marginText, moneyText, provableText } from '../sample/figure-texts.ts'

/** What the plan says of its sample. It is designed in one place, on the page of the sample. */
export function SampleSummary(props: { editable: boolean }) {
  const round = useRound()
  const designs = createAsync(() => readDesigns(round().id))
  const strata = () =>
    round()
      .plan.strata.map((column) => (design.columnNames[column] ?? column).toLocaleLowerCase('vi'))
      .join(', ')
  return (
    <section class="card" data-part="sample">
      <header>
        <h3>{words.plan.sampling}</h3>
        <A href={`/rounds/${round().id}/sample`} data-action="design-sample">
          {props.editable ? words.plan.designSample : words.plan.seeSample}
        </A>
      </header>
      <Show when={designs()}>
        {(read) => (
          <Show when={read().current.totals} fallback={<p class="note">{words.plan.sampleNeedsFrame}</p>}>
            {(totals) => (
              <dl class="facts">
                <Show when={read().current.name}>
                  {(name) => (
                    <>
                      <dt>{design.name}</dt>
                      <dd>{name()}</dd>
                    </>
                  )}
                </Show>
                <dt>{design.columns}</dt>
                <dd>{strata()}</dd>
                <dt>{design.selection}</dt>
                <dd>{design.selections[round().plan.selection ?? 'pps_systematic']}</dd>
                <dt>{words.plan.size}</dt>
                <dd>
                  {words.plan.sizeText(
                    countText(totals().schools),
                    countText(totals().classes),
                    countText(totals().slips),
                  )}
                </dd>
                <dt>{design.compare.margin}</dt>
                <dd>{marginText(totals().margin)}</dd>
                <dt>{design.compare.provableRate}</dt>
                <dd>{provableText(totals().provableRate, totals().margin)}</dd>
                <dt>{words.plan.sampleCost}</dt>
                <dd>{moneyText(totals().cost)}</dd>
              </dl>
            )}
          </Show>
        )}
      </Show>
    </section>
  )
}
