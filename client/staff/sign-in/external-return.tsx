import { createSignal, onMount, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { account as words } from '../../words/account.ts'
import { finishExternal } from '../external-api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { CodeForm } from './code-form.tsx'

/** Where the account service sends people back to: what it said is handed to the server, and gone from the address. */
export default function ExternalReturn() {
  createTitle(() => words.external.title)
  const task = createActionTask(finishExternal)
  const [second, setSecond] = createSignal(false)
  const toStart = () => window.location.replace('/staff/')
  onMount(async () => {
    const said = window.location.search
    window.history.replaceState(null, '', '/staff/sign-in/return')
    const next = await task.run(said)
    if (next === 'second_step') setSecond(true)
    else if (!task.refusal()) toStart()
  })
  return (
    <main class="alone sign-in">
      <section class="card">
        <h1>{words.external.title}</h1>
        <Show when={second()}>
          <CodeForm onBack={toStart} onDone={toStart} />
        </Show>
        <Show when={task.busy()}>
          <Loading text={words.external.working} />
        </Show>
        <Show when={task.refusal()}>
          <Refused refusal={task.refusal()} />
          <Button onClick={toStart}>{words.link.toSignIn}</Button>
        </Show>
      </section>
    </main>
  )
}
