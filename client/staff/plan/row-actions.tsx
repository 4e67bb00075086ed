import { Button } from '../../ui/button.tsx'
import { workPlan as words } from '../../words/work-plan.ts'
import type { Rows } from './rows.ts'

/** Up, down and away, for one row of an edited table. */
export function RowActions<Row extends object>(props: { of: Rows<Row>; place: number; name: string }) {
  const last = () => props.place === props.of.rows().length - 1
  return (
    <td class="row-actions">
      <Button
        tone="quiet"
        little
        aria-label={words.up(props.name)}
        disabled={props.place === 0}
        onClick={() => props.of.move(props.place, -1)}
      >
        ↑
      </Button>
      <Button
        tone="quiet"
        little
        aria-label={words.down(props.name)}
        disabled={last()}
        onClick={() => props.of.move(props.place, 1)}
      >
        ↓
      </Button>
      <Button tone="quiet" little aria-label={words.remove(props.name)} onClick={() => props.of.remove(props.place)}>
        ✕
      </Button>
    </td>
  )
}
