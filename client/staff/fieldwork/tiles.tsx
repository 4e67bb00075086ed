import { For } from 'solid-js'
import { field as words } from '../../words/field.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import type { Fieldwork } from '../shapes.ts'

/** Five steps of depth up to everything: 0.2 is the first, 0.8 and more the last. */
const depthOf = (share: number): string => `tile-${Math.min(5, Math.floor(share * 5) + 1)}`

/** A tile an area, in the order of their names: a picture of where sheets come in, with its numbers on it. */
export function AreaTiles(props: { rows: Fieldwork['rows'] }) {
  const areas = () =>
    [...new Set(props.rows.map(({ area }) => area))].sort().map((area) => {
      const own = props.rows.filter((row) => row.area === area)
      const sum = (of: 'used' | 'issued') => own.reduce((total, row) => total + row[of], 0)
      return { area, used: sum('used'), issued: sum('issued') }
    })
  return (
    <section class="card" id="area-tiles">
      <h3>{words.tiles}</h3>
      <p class="soft small">{words.tilesLead}</p>
      <ul class="tiles">
        <For each={areas()}>
          {({ area, used, issued }) => (
            <li class={issued > 0 ? depthOf(used / issued) : ''}>
              <span>{area}</span>
              <b>{issued > 0 ? percentText(used / issued) : staff.none}</b>
              <span class="small">{words.tile(countText(used), countText(issued))}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
