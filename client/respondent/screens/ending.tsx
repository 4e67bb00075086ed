import type { JSX } from 'solid-js'
import type { Sheet } from '../sheet.ts'
import { fill, words } from '../words.ts'
import { Button } from './button.tsx'

function Card(props: { kind: string; sign?: string; heading: string; children: JSX.Element }) {
  return (
    <div class={`card ${props.kind}`}>
      <i aria-hidden="true">{props.sign}</i>
      <h1 tabindex="-1">{props.heading}</h1>
      {props.children}
    </div>
  )
}

/** Finished but still on the phone. */
export function Outbox(props: { sheet: Sheet }) {
  return (
    <>
      <Card kind="amber" sign="!" heading={words.waiting}>
        <p role="status">{words[props.sheet.waiting() ?? 'sending']}</p>
        <p>{fill(words.waitingCount, { count: props.sheet.unsent() })}</p>
      </Card>
      <Button main press={props.sheet.sendNow} label={words.sendNow} />
    </>
  )
}

export function Receipt(props: { sheet: Sheet }) {
  return (
    <Card kind="green" sign="✓" heading={words.sent}>
      <p>{words.receipt}</p>
      <p class="code">{props.sheet.kept()?.receipt}</p>
      <p>{words.receiptHint}</p>
    </Card>
  )
}

export function Declined() {
  return (
    <Card kind="" heading={words.declined}>
      <p>{words.declinedHint}</p>
    </Card>
  )
}
