import { createAsync } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { account as words } from '../../words/account.ts'
import { beginExternal, finishExternal, readExternal } from '../external-api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { CodeForm } from './page.tsx'

/** The way through the provincial account service, where one is set up. */
export function ExternalSignIn() {
  const service = createAsync(() => readExternal())
  const task = createTask(async () => window.location.assign(await beginExternal()))
  return (
    <Show when={service()?.name}>
      {(name) => (
        <div class="external">
          <p class="soft">{words.external.or}</p>
          <Refused refusal={task.refusal()} />
          <Button busy={task.busy()} onClick={() => task.run()} data-action="sign-in-external">
            {words.external.act(name())}
          </Button>
        </div>
      )}
    </Show>
  )
}

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
