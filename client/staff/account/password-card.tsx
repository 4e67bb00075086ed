import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { account as words } from '../../words/account.ts'
import { changePassword } from '../account-api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { NewPassword } from './new-password.tsx'

export function PasswordCard() {
  const [current, setCurrent] = createSignal('')
  const [fresh, setFresh] = createSignal<string | null>(null)
  const [round, setRound] = createSignal(1)
  const task = createActionTask(changePassword)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const password = fresh()
    if (password === null || !(await task.run(current(), password))) return
    setCurrent('')
    setFresh(null)
    setRound((before) => before + 1)
  }
  return (
    <section class="card">
      <h2>{words.password.title}</h2>
      <p class="soft">{words.password.lead}</p>
      <form class="narrow-form" onSubmit={submit}>
        <Field
          label={words.password.current}
          type="password"
          name="password"
          autocomplete="current-password"
          required
          value={current()}
          onInput={setCurrent}
        />
        <Show when={round()} keyed>
          <NewPassword onChange={setFresh} refusal={task.refusal()} />
        </Show>
        <Refused refusal={task.refusal()} beside={['/password']} />
        <Show when={round() > 1 && !task.refusal()}>
          <p role="status">{words.password.done}</p>
        </Show>
        <Button type="submit" tone="main" busy={task.busy()} disabled={fresh() === null} data-action="change-password">
          {words.password.act}
        </Button>
      </form>
    </section>
  )
}
