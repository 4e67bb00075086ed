import { createSignal } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { account as accountWords } from '../../words/account.ts'
import { giveCode } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'

/** The second step, after a password or after the account service. */
export function CodeForm(props: { onBack: () => void; onDone?: () => void }) {
  const text = accountWords.secondStep
  const [code, setCode] = createSignal('')
  const task = createActionTask(giveCode)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    await task.run(code().trim())
    if (!task.refusal()) props.onDone?.()
  }
  return (
    <form onSubmit={submit} ref={(form) => setTimeout(() => form.querySelector('input')?.focus())}>
      <p>{text.lead}</p>
      <Field label={text.code} name="code" autocomplete="one-time-code" required value={code()} onInput={setCode} />
      <Refused refusal={task.refusal()} />
      <Button type="submit" tone="main" busy={task.busy()} data-action="give-code">
        {text.act}
      </Button>
      <Button tone="quiet" onClick={() => props.onBack()}>
        {text.back}
      </Button>
    </form>
  )
}
