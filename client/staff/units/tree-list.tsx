import { createSignal, For, Show } from 'solid-js'
import { countText } from '../../words/numbers.ts'
import { units as words } from '../../words/units.ts'
import type { UnitsView } from '../shapes.ts'
import type { Branch } from './tree.ts'

type Tree = Readonly<{
  kinds: UnitsView['kinds']
  depth?: number
  open: string | null
  onOpen: (id: string) => void
}>

/** The tree as nested lists that fold; the first level stands open. */
export function TreeList(props: Tree & Readonly<{ branches: readonly Branch[] }>) {
  return (
    <ul class="unit-tree">
      <For each={props.branches}>
        {(branch) => (
          <li>
            <Show when={branch.below.length > 0} fallback={<UnitButton {...props} branch={branch} />}>
              <Fold {...props} branch={branch} />
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

/** Two buttons side by side: one folds, the other opens the unit. A summary must not hold a button. */
function Fold(props: Tree & Readonly<{ branch: Branch }>) {
  const depth = () => props.depth ?? 0
  const [unfolded, setUnfolded] = createSignal(depth() < 1)
  return (
    <>
      <div class="unit-row">
        <button
          type="button"
          class="fold"
          aria-expanded={unfolded()}
          aria-label={words.below(props.branch.unit.name)}
          onClick={() => setUnfolded(!unfolded())}
        />
        <UnitButton {...props} branch={props.branch} />
        <span class="soft small">{countText(props.branch.count)}</span>
      </div>
      <Show when={unfolded()}>
        <TreeList {...props} branches={props.branch.below} depth={depth() + 1} />
      </Show>
    </>
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
      onClick={() => props.onOpen(props.branch.unit.id)}
    >
      {props.branch.unit.name}
    </button>
  )
}
