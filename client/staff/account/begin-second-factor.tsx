import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { account as words } from '../../words/account.ts'
import { beginSecondFactor, confirmSecondFactor } from '../account-api.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'

/** The password again, a picture for the phone, a first code from it; then the recovery codes. */
export function BeginSecondFactor(props: {
  open: boolean
  /** who signs in elsewhere has none to say */
  hasPassword: boolean
  onCodes: (codes: readonly string[]) => void
  onClose: () => void
}) {
  const text = words.factor
  const [password, setPassword] = createSignal('')
  const [code, setCode] = createSignal('')
  const [begun, setBegun] = createSignal<Awaited<ReturnType<typeof beginSecondFactor>> | null>(null)
  const beginning = createTask(beginSecondFactor)
  const confirming = createTask(confirmSecondFactor)
  const begin = async (event: SubmitEvent) => {
    event.preventDefault()
    setBegun((await beginning.run(password())) ?? null)
    setPassword('')
  }
  const confirm = async (event: SubmitEvent) => {
    event.preventDefault()
    const codes = await confirming.run(code().trim())
    setCode('')
    if (!codes) return
    setBegun(null)
    props.onCodes(codes)
  }
  const close = () => {
    setBegun(null)
    props.onClose()
  }
  return (
    <Dialog open={props.open} title={text.beginTitle} onClose={close}>
      <Show
        when={begun()}
        fallback={
          <form onSubmit={begin}>
            <Show when={props.hasPassword}>
              <Field
                label={text.confirmPassword}
                type="password"
                name="password"
                autocomplete="current-password"
                required
                value={password()}
                onInput={setPassword}
              />
            </Show>
            <Refused refusal={beginning.refusal()} />
            <div class="actions">
              <Button type="submit" tone="main" busy={beginning.busy()} data-action="show-secret">
                {text.next}
              </Button>
              <Button onClick={close}>{words.people.cancel}</Button>
            </div>
          </form>
        }
      >
        {(secret) => (
          <form onSubmit={confirm}>
            <p>{text.scan}</p>
            <svg
              class="qr"
              viewBox={`0 0 ${secret().picture.side} ${secret().picture.side}`}
              role="img"
              aria-label={text.picture}
            >
              <rect width="100%" height="100%" fill="#fff" />
              <path d={secret().picture.path} fill="#000" />
            </svg>
            <p>
              {text.byHand}{' '}
              <span class="mono secret">
                {secret()
                  .secret.match(/.{1,4}/g)
                  ?.join(' ')}
              </span>
            </p>
            <Field
              label={text.code}
              name="code"
              inputmode="numeric"
              autocomplete="one-time-code"
              required
              value={code()}
              onInput={setCode}
            />
            <Refused refusal={confirming.refusal()} />
            <div class="actions">
              <Button type="submit" tone="main" busy={confirming.busy()} data-action="confirm-second-factor">
                {text.confirm}
              </Button>
              <Button onClick={close}>{words.people.cancel}</Button>
            </div>
          </form>
        )}
      </Show>
    </Dialog>
  )
}
