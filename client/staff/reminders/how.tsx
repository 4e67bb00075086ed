import { createAsync } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { momentText } from '../../words/days.ts'
import { reminders as words } from '../../words/reminders.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { chooseMail, makeFeed, type Reminder, readReminder, revokeFeed } from './api.ts'
import './reminders.css'

/** By e-mail or not, and by a calendar under a secret address that is shown once. */
export function HowReminded() {
  const now = createAsync(() => readReminder())
  return <Show when={now()}>{(found) => <How now={found()} />}</Show>
}

function How(props: { now: Reminder }) {
  const [address, setAddress] = createSignal('')
  const choosing = createActionTask(chooseMail)
  const making = createActionTask(makeFeed)
  const revoking = createActionTask(revokeFeed)
  const make = async () => {
    const made = await making.run(props.now)
    if (typeof made === 'string') setAddress(made)
  }
  const revoke = async () => {
    if (await revoking.run(props.now)) setAddress('')
  }
  return (
    <section class="card">
      <h2>{words.how}</h2>
      <Show when={props.now.mailThere} fallback={<p class="soft">{words.noMail}</p>}>
        <label class="choice">
          <input
            type="checkbox"
            checked={props.now.mail}
            onChange={({ currentTarget }) => choosing.run(props.now, currentTarget.checked)}
          />
          {words.mail}
        </label>
        <p class="soft small">{words.mailHint}</p>
      </Show>
      <h3>{words.feed}</h3>
      <p class="soft">{words.feedHint}</p>
      <Show when={address() !== ''}>
        <p class="note green" role="status">
          {words.feedOnce}
        </p>
        <Field label={words.address} value={address()} onInput={() => {}} />
      </Show>
      <Show when={props.now.feedMadeAt}>{(moment) => <p>{words.made(momentText(moment()))}</p>}</Show>
      <Refused refusal={choosing.refusal() ?? making.refusal() ?? revoking.refusal()} />
      <div class="actions">
        <Button busy={making.busy()} data-action="make-feed" onClick={make}>
          {props.now.feedMadeAt ? words.again : words.make}
        </Button>
        <Show when={props.now.feedMadeAt}>
          <Button tone="danger" busy={revoking.busy()} data-action="revoke-feed" onClick={revoke}>
            {words.revoke}
          </Button>
        </Show>
      </div>
    </section>
  )
}
