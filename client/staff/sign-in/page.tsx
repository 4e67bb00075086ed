import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { staff as words } from '../../words/staff.ts'
import { signIn } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { CodeForm } from './code-form.tsx'
import { ExternalSignIn } from './external-sign-in.tsx'

/** Address and password, and after them the code where the account asks for one. */
export function SignInForm() {
  const [second, setSecond] = createSignal(false)
  return (
    <Show when={second()} fallback={<PasswordForm onSecond={() => setSecond(true)} />}>
      <CodeForm onBack={() => setSecond(false)} />
    </Show>
  )
}

function PasswordForm(props: { onSecond: () => void }) {
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const task = createTask(signIn)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if ((await task.run(email().trim(), password())) === 'second_step') props.onSecond()
  }
  return (
    <>
      <form onSubmit={submit}>
        <Field
          label={words.signIn.email}
          type="email"
          name="email"
          autocomplete="username"
          required
          value={email()}
          onInput={setEmail}
        />
        <Field
          label={words.signIn.password}
          type="password"
          name="password"
          autocomplete="current-password"
          required
          value={password()}
          onInput={setPassword}
        />
        <Refused refusal={task.refusal()} />
        <Button type="submit" tone="main" busy={task.busy()} data-action="sign-in">
          {words.signIn.act}
        </Button>
      </form>
      <ExternalSignIn />
    </>
  )
}

export function SignInPage() {
  createTitle(() => words.signIn.title)
  return (
    <main class="alone sign-in">
      <header>
        <p class="product">{words.product}</p>
        <p class="soft">{words.tagline}</p>
      </header>
      <section class="card">
        <h1>{words.signIn.title}</h1>
        <p class="soft">{words.signIn.lead}</p>
        <SignInForm />
        <p class="small soft">{words.signIn.forgot}</p>
      </section>
    </main>
  )
}
