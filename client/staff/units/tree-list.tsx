import { For, Show } from 'solid-js'
import { countText } from '../../words/numbers.ts'
import type { UnitsView } from '../shapes.ts'
import type { Branch } from './tree.ts'

/** The tree as nested lists that fold; the first two levels stand open. */
export function TreeList(props: {
  branches: readonly Branch[]
  kinds: UnitsView['kinds']
  depth?: number
  open: string | null
  onOpen: (id: string) => void
}) {
  const depth = () => props.depth ?? 0
  return (
    <ul class="unit-tree">
      <For each={props.branches}>
        {(branch) => (
          <li>
            <Show when={branch.below.length > 0} fallback={<UnitButton {...props} branch={branch} />}>
              <details open={depth() < 1}>
                <summary>
                  <UnitButton {...props} branch={branch} />
                  <span class="soft small"> · {countText(branch.count)}</span>
                </summary>
                <TreeList {...props} branches={branch.below} depth={depth() + 1} />
              </details>
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

export function UnitButton(props: {
  branch: Pick<Branch, 'unit'>
  kinds: UnitsView['kinds']
  open: string | null
  onOpen: (id: string) => void
}) {
  const kind = () => props.kinds.find(({ code }) => code === props.branch.unit.kind)?.name ?? props.branch.unit.kind
  return (
    <button
      type="button"
      class="unit-button"
      aria-pressed={props.open === props.branch.unit.id}
      title={`${kind()} · ${props.branch.unit.code}`}
      onClick={(event) => {
        event.preventDefault()
        props.onOpen(props.branch.unit.id)
      }}
    >
      {props.branch.unit.name}
    </button>
  )
}
