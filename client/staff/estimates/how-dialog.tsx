import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { momentText } from '../../words/days.ts'
import { countText, decimalText } from '../../words/numbers.ts'
import { results as words } from '../../words/results.ts'
import type { Estimate } from '../shapes.ts'
import { figureText, type Shown } from './figure-cell.tsx'

/** How one number was computed: its error, its method, and the data it rests on. */
export function HowDialog(props: { shown: Shown | null; estimate: Estimate; onClose: () => void }) {
  const se = (shown: Shown) =>
    shown.scale === 'rate' || shown.scale === 'points'
      ? `${decimalText(shown.figure.se * 100, 2)}${words.seUnit}`
      : decimalText(shown.figure.se, 3)
  return (
    <Dialog open={props.shown !== null} title={words.how} onClose={props.onClose}>
      <Show when={props.shown}>
        {(shown) => (
          <>
            <p>
              <b>{shown().name}</b>
            </p>
            <dl class="facts">
              <dt>{words.value}</dt>
              <dd>
                <b>{figureText(shown().figure.value, shown().scale)}</b>
              </dd>
              <dt>{words.interval}</dt>
              <dd>
                {figureText(shown().figure.low, shown().scale)} – {figureText(shown().figure.high, shown().scale)}
              </dd>
              <dt>{words.se}</dt>
              <dd>{se(shown())}</dd>
              <dt>{words.n}</dt>
              <dd>{countText(shown().figure.n)}</dd>
              <dt>{words.df}</dt>
              <dd>{countText(shown().figure.df)}</dd>
              <dt>{words.deff}</dt>
              <dd>{shown().figure.deff === null ? words.hidden : decimalText(shown().figure.deff ?? 0, 2)}</dd>
              <dt>{words.method}</dt>
              <dd>{shown().method ?? (shown().scale === 'rate' ? words.methodRate : words.methodMean)}</dd>
              <dt>{words.dataset}</dt>
              <dd class="mono">{props.estimate.datasetHash}</dd>
              <dt>{words.version}</dt>
              <dd class="mono">{props.estimate.methodVersion}</dd>
              <dt>{words.computedAt}</dt>
              <dd>{momentText(props.estimate.createdAt)}</dd>
            </dl>
          </>
        )}
      </Show>
      <div class="actions">
        <Button tone="main" onClick={() => props.onClose()}>
          {words.close}
        </Button>
      </div>
    </Dialog>
  )
}
