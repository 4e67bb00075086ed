import { Show } from 'solid-js'
import { type DotRow, SHAPES, type Shape } from '../../charts/dot-rows.ts'
import { indexResults as words } from '../../words/index-results.ts'
import { decimalText } from '../../words/numbers.ts'
import { PlainTable } from '../estimates/plain-table.tsx'
import type { Row, Table } from './api.ts'
import { DotPicture } from './dot-picture.tsx'

/** As many as there are shapes to tell them apart by. */
export const MOST_COMPARED = SHAPES.length

/** Two to four units, area by area. */
export function CompareUnits(props: { rows: readonly Row[]; areas: Table['card']['areas'] }) {
  const shape = (at: number): Shape => SHAPES[at] ?? 'ring'
  /** After the last look that was ended. */
  const percent = (row: Row, area: string) => {
    const found = row.areas.find(({ id }) => id === area)
    return found?.second ?? found?.first ?? found?.self ?? null
  }
  const pictured = (): DotRow[] =>
    props.areas.map(({ id, name }) => ({
      label: name,
      marks: props.rows.flatMap((row, at) => {
        const value = percent(row, id)
        return value === null ? [] : [{ shape: shape(at), value }]
      }),
      text: '',
    }))
  return (
    <section class="card">
      <h2>{words.compareTitle}</h2>
      <Show when={props.rows.length >= 2} fallback={<p class="soft">{words.compareHint}</p>}>
        <Show when={props.rows.length >= MOST_COMPARED}>
          <p class="small soft">{words.compareFull}</p>
        </Show>
        <DotPicture
          title={words.compareTitle}
          rows={pictured()}
          legend={props.rows.map((row, at) => ({ shape: shape(at), name: row.unit.name }))}
        />
        <PlainTable
          title={words.areasPicture}
          columns={[words.area, ...props.rows.map(({ unit }) => unit.name)]}
          cards
          texts={1}
          rows={props.areas.map(({ id, name }) => [
            name,
            ...props.rows.map((row) => {
              const value = percent(row, id)
              return value === null ? words.notArisen : decimalText(value, 2)
            }),
          ])}
        />
      </Show>
    </section>
  )
}
