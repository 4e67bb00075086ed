import { Show } from 'solid-js'
import { beside as words } from '../../words/results-beside.ts'
import type { Extras } from '../shapes.ts'
import { AreaModels } from './area-models.tsx'
import { AreaRanking } from './area-ranking.tsx'
import { ChangeTable } from './change-table.tsx'
import { EndsTable } from './ends-table.tsx'
import type { Shown } from './figure-cell.tsx'
import type { Blocks } from './of-name.ts'
import { Quality } from './quality.tsx'

/** The figures beside the index: change, ends of the scale, ranks, small areas, and how good the answers are. */
export function Beside(props: { extras: Extras; blocks: Blocks; onOpen: (shown: Shown) => void }) {
  return (
    <section class="beside" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="soft">{words.lead}</p>
      <Show when={props.extras.change}>
        {(change) => <ChangeTable change={change()} blocks={props.blocks} onOpen={props.onOpen} />}
      </Show>
      <Show when={props.extras.ranks}>{(ranks) => <AreaRanking ranks={ranks()} onOpen={props.onOpen} />}</Show>
      <AreaModels models={props.extras.smallAreas ?? []} onOpen={props.onOpen} />
      <Show when={props.extras.ends}>
        {(rows) => <EndsTable rows={rows()} blocks={props.blocks} onOpen={props.onOpen} />}
      </Show>
      <Quality extras={props.extras} blocks={props.blocks} onOpen={props.onOpen} />
    </section>
  )
}
