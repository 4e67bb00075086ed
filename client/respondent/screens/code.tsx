import { createSignal } from 'solid-js'
import { readTyped } from '../code-advice.ts'
import { words } from '../words.ts'
import { Button } from './button.tsx'

/** Under the field for the slip's code, for those who come without one in the address. */
export function Code(props: {
  field: HTMLInputElement
  unfinished: string | undefined
  start: (slip: string) => unknown
}) {
  const [error, setError] = createSignal('')
  const begin = () => {
    const read = readTyped(props.field.value, words)
    if ('code' in read) return void props.start(read.code)
    setError(read.advice)
    props.field.focus()
  }
  props.field.onkeydown = ({ key }) => {
    if (key === 'Enter') begin()
  }
  return (
    <>
      <p class="error" role="alert">
        {error()}
      </p>
      <Button main press={begin} label={words.begin} />
      {props.unfinished && <Button press={() => props.start(props.unfinished ?? '')} label={words.resume} />}
    </>
  )
}
