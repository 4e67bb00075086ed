import { createResource, createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { account as words } from '../../words/account.ts'
import { staff } from '../../words/staff.ts'
import { NewPassword } from '../account/new-password.tsx'
import { lookUpLink, useLink } from '../account-api.ts'
import { refusalOf } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { createTitle } from '../title.ts'

/** An invitation or a way back in. What opens it stands behind the `#` and goes to the server only inside a request. */
export default function LinkPage() {
  const token = window.location.hash.slice(1)
  const [link] = createResource(() => token || null, lookUpLink)
  const [password, setPassword] = createSignal<string | null>(null)
  const [done, setDone] = createSignal(false)
  const task = createTask(useLink)
  const purpose = () => (link.error ? 'reset' : (link()?.purpose ?? 'reset'))
  createTitle(() => words.link.title[purpose()] ?? '')
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = password()
    if (chosen !== null && (await task.run(token, chosen))) {
      window.history.replaceState(null, '', '/staff/link')
      setDone(true)
    }
  }
  return (
    <main class="alone sign-in">
      <header>
        <p class="product">{staff.product}</p>
        <p class="soft">{staff.tagline}</p>
      </header>
      <section class="card">
        <h1>{words.link.title[purpose()]}</h1>
        <Show when={token === ''}>
          <p>{words.link.none}</p>
        </Show>
        <Show when={link.error}>
          <Refused refusal={refusalOf(link.error)} />
        </Show>
        <Show when={done()}>
          <p role="status">{words.link.done}</p>
          <p>
            <a class="button main" href="/staff/" target="_self">
              {words.link.toSignIn}
            </a>
          </p>
        </Show>
        <Show when={!done() && !link.error && link()}>
          {(known) => (
            <form onSubmit={submit}>
              <p>
                <b>{known().name}</b>
              </p>
              <p class="soft">{words.link.lead[known().purpose]}</p>
              <Field
                label={staff.signIn.email}
                name="email"
                autocomplete="username"
                value={known().email}
                onInput={() => {}}
                disabled
              />
              <NewPassword onChange={setPassword} refusal={task.refusal()} />
              <Refused refusal={task.refusal()} beside={['/password']} />
              <Button
                type="submit"
                tone="main"
                busy={task.busy()}
                disabled={password() === null}
                data-action="use-link"
              >
                {words.link.act}
              </Button>
            </form>
          )}
        </Show>
      </section>
    </main>
  )
}
