import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import type { Weighting } from '../shapes.ts'

type Step = Weighting['steps'][number]
const KINDS = ['answered', 'silent', 'unknown', 'ineligible', 'sum'] as const

/** What each step moved: the weight of those who answered grows, and the sum stays. */
export function WeightSteps(props: { steps: readonly Step[] }) {
  return (
    <TableBox label={words.weights.steps}>
      <table class="table steps">
        <caption>{words.weights.steps}</caption>
        <thead>
          <tr>
            <th scope="col">{words.weights.step}</th>
            <For each={KINDS}>
              {(kind) => (
                <th scope="col" class="number">
                  {words.weights.kinds[kind]}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.steps}>{(step) => <StepRow step={step} />}</For>
        </tbody>
      </table>
    </TableBox>
  )
}

function StepRow(props: { step: Step }) {
  const within = () => ('within' in props.step ? props.step.within : undefined)
  return (
    <tr>
      <th scope="row">
        {words.weights.names[props.step.step] ?? props.step.step}
        <Show when={within()}>
          {(cell) => (
            <span class="soft small">
              {' '}
              {words.weights.within} {words.weights.cells[cell()] ?? cell()}
            </span>
          )}
        </Show>
        <Show when={props.step.merged.length > 0}>
          <div class="small amber-text">{words.weights.merged(countText(props.step.merged.length))}</div>
        </Show>
      </th>
      <For each={KINDS}>{(kind) => <td class="number">{countText(props.step.out[kind])}</td>}</For>
    </tr>
  )
}
