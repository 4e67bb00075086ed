import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { indexResults as words } from '../../words/index-results.ts'
import { countText, decimalText } from '../../words/numbers.ts'
import type { Figure } from './api.ts'
import './figure.css'

export type Shown = Readonly<{ name: string; figure: Figure }>

/** An index that can be pressed to see how it came about. */
export function FigureButton(props: { name: string; figure: Figure | null; onOpen: (shown: Shown) => void }) {
  return (
    <Show when={props.figure} fallback={<span class="soft">{words.none}</span>}>
      {(figure) => (
        <button
          type="button"
          class="figure-button"
          aria-label={words.open(props.name, decimalText(figure().index, 2))}
          onClick={() => props.onOpen({ name: props.name, figure: figure() })}
        >
          {decimalText(figure().index, 2)}
        </button>
      )}
    </Show>
  )
}

/** How one index was computed, line by line. */
export function FigureDialog(props: { shown: Shown | null; onClose: () => void }) {
  const two = (value: number) => decimalText(value, 2)
  return (
    <Dialog open={props.shown !== null} title={words.how} onClose={props.onClose}>
      <Show when={props.shown}>
        {(shown) => (
          <>
            <p>
              <b>{shown().name}</b>
            </p>
            <dl class="facts">
              <dt>{words.howPoints}</dt>
              <dd>{two(shown().figure.points)}</dd>
              <dt>{words.howMost}</dt>
              <dd>{two(shown().figure.most)}</dd>
              <dt>{words.howExcluded}</dt>
              <dd>{two(shown().figure.excluded)}</dd>
              <dt>{words.howMissing}</dt>
              <dd>{countText(shown().figure.missing)}</dd>
              <dt>{words.howShareName}</dt>
              <dd>
                {words.howShare(
                  two(shown().figure.points),
                  two(shown().figure.most),
                  `${two(shown().figure.share)}\u00a0%`,
                )}
              </dd>
              <dt>{words.howBonus}</dt>
              <dd>+{two(shown().figure.bonus)}</dd>
              <dt>{words.howPenalty}</dt>
              <dd>−{two(shown().figure.penalty)}</dd>
              <dt>{words.howIndex}</dt>
              <dd>
                <b>{two(shown().figure.index)}</b>
              </dd>
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
