import { Show } from 'solid-js'
import { hundredths } from '../../../surveys/criteria/split-points.ts'
import { Button } from '../../ui/button.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { numberText } from '../../words/read-number.ts'

/** What the parts of a line add up to, beside what it says; the two ways to bring both together. */
export function SumLine(props: { id: string; stated: number; sum: number; onTake: () => void; onSplit: () => void }) {
  const differ = () => hundredths(props.stated) !== hundredths(props.sum)
  return (
    <p class="sum-line small">
      <span classList={{ 'red-text': differ(), soft: !differ() }} data-sum={props.sum}>
        {words.sum(numberText(props.sum))}
      </span>
      <Show when={differ()}>
        <Button little data-action="take-sum" onClick={() => props.onTake()}>
          {words.takeSum(numberText(props.sum))}
        </Button>
      </Show>
      <Button
        little
        tone="quiet"
        data-action="split"
        title={words.splitOf(props.id)}
        aria-label={words.splitOf(props.id)}
        onClick={() => props.onSplit()}
      >
        {words.split}
      </Button>
    </p>
  )
}
