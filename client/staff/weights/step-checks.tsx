import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText, decimalText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import type { WeightTrial } from '../shapes.ts'

type Step = WeightTrial['steps'][number]

/** The weights of the sheets after each step: what they add up to, what they were multiplied with, and what that costs. */
export function StepChecks(props: { steps: readonly Step[] }) {
  return (
    <TableBox label={words.weights.after}>
      <table class="table steps">
        <caption>{words.weights.after}</caption>
        <thead>
          <tr>
            <th scope="col">{words.weights.step}</th>
            <th scope="col" class="number">
              {words.weights.sheetsSum}
            </th>
            <th scope="col" class="number">
              {words.weights.factors}
            </th>
            <th scope="col" class="number">
              {words.weights.spread}
            </th>
            <th scope="col" class="number">
              {words.weights.deffShort}
            </th>
            <th scope="col" class="number">
              {words.weights.effectiveN}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.steps.filter(({ checks }) => checks)}>
            {(step) => (
              <tr>
                <th scope="row">
                  {words.weights.names[step.step] ?? step.step}
                  <Show when={columnsOf(step)}>{(text) => <span class="soft small"> {text()}</span>}</Show>
                </th>
                <td class="number">{countText(step.checks.sum)}</td>
                <td class="number">
                  {decimalText(step.factorRange[0], 2)} – {decimalText(step.factorRange[1], 2)}
                </td>
                <td class="number">
                  {decimalText(step.checks.min, 1)} – {decimalText(step.checks.max, 1)}
                </td>
                <td class="number">{decimalText(step.checks.kishDeff, 2)}</td>
                <td class="number">{countText(step.checks.effectiveCount)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

const named = (columns: readonly string[]): string =>
  columns.map((column) => words.weights.columns[column] ?? column).join(' × ')

function columnsOf(step: Step): string | undefined {
  if ('by' in step) return `${words.weights.by} ${named(step.by)}`
  if ('margins' in step) return `${words.weights.by} ${step.margins.map(named).join('; ')}`
  return undefined
}
