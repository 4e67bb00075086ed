import { createSignal } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { staff as words } from '../../words/staff.ts'
import { signIn } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'

export function SignInForm() {
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const task = createActionTask(signIn)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    task.run(email().trim(), password())
  }
  return (
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
