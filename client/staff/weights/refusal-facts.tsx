import { For, Show } from 'solid-js'
import { decimalText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { Refusal } from '../refusal.ts'

/** Names as the computation writes them: `all`, `level th`, `th · Kế Sách`. */
function nameText(name: string): string {
  if (name === 'all') return words.weights.allPupils
  const [column, ...rest] = name.split(' ')
  const title = words.weights.columns[column ?? '']
  if (title !== undefined && rest.length > 0) return `${title} ${valueText(column ?? '', rest.join(' '))}`
  return name
    .split(' · ')
    .map((part) => words.weights.columns[part] ?? words.levels[part] ?? part)
    .join(' · ')
}

const valueText = (column: string, value: string): string =>
  column === 'level' ? levelName(value) : column === 'khmer' ? (words.weights.khmer[value] ?? value) : value

function factText(name: string, value: string | number): string {
  if (typeof value === 'number') return decimalText(value, 2)
  if (name === 'step') return words.weights.names[value] ?? value
  if (name === 'workableBounds')
    return value
      .split(', ')
      .map((bound) => decimalText(Number(bound), 2))
      .join(' – ')
  return value.split(', ').map(nameText).join(', ')
}

/** What the computation says of its refusal: which step, which group, what to merge, which bounds would do. */
export function RefusalFacts(props: { refusal: Refusal | null }) {
  const rows = () => {
    const detail = props.refusal?.errors[0]?.detail ?? {}
    return Object.entries(words.weights.fact).flatMap(([name, label]) => {
      const value = detail[name]
      return value === undefined ? [] : [{ label, text: factText(name, value) }]
    })
  }
  return (
    <Show when={rows().length > 0}>
      <dl class="facts">
        <For each={rows()}>
          {({ label, text }) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          )}
        </For>
      </dl>
    </Show>
  )
}
