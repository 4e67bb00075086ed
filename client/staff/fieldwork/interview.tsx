import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { field as words } from '../../words/field.ts'
import { beginInterview } from '../field-api.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'

/** The code of the slip the respondent holds; the questions are then asked on the respondent's own page. */
export function Interview(props: { round: string }) {
  const [code, setCode] = createSignal('')
  const [address, setAddress] = createSignal<string | null>(null)
  const begin = createTask(async () => setAddress((await beginInterview(props.round, code())).address))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setAddress(null)
    await begin.run()
  }
  return (
    <form class="card" onSubmit={submit}>
      <h3>{words.interview}</h3>
      <p class="soft small">{words.interviewLead}</p>
      <Field label={words.paperCode} name="interview-code" value={code()} onInput={setCode} required />
      <Refused refusal={begin.refusal()} />
      <div class="actions">
        <Button type="submit" busy={begin.busy()} data-action="begin-interview">
          {words.interviewBegin}
        </Button>
        <Show when={address()}>
          {(href) => (
            <a class="button" href={href()} target="_blank" rel="noreferrer">
              {words.interviewOpen}
            </a>
          )}
        </Show>
      </div>
    </form>
  )
}
