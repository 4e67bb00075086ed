import { createSignal, Show } from 'solid-js'
import { shortText } from '../words/short-text.ts'
import { staff } from '../words/staff.ts'
import { Button } from './button.tsx'

/** As much as a row has room for; a decree's whole name is one press away. A text a little longer is not worth a press. */
const MOST = 140
const WORTH = 40

/** A text that may be some lines or a whole page: its beginning, and the whole of it on a press. */
export function LongText(props: { text: string }) {
  const [whole, setWhole] = createSignal(false)
  const short = () => (props.text.length > MOST + WORTH ? shortText(props.text, MOST) : props.text)
  return (
    <>
      <span>{whole() ? props.text : short()}</span>
      <Show when={short() !== props.text}>
        {' '}
        <Button
          little
          tone="quiet"
          aria-expanded={whole()}
          data-action="whole-text"
          onClick={() => setWhole((was) => !was)}
        >
          {whole() ? staff.lessText : staff.wholeText}
        </Button>
      </Show>
    </>
  )
}
