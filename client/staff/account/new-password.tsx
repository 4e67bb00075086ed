import { createSignal } from 'solid-js'
import { Field } from '../../ui/field.tsx'
import { account as words } from '../../words/account.ts'
import { errorAt, type Refusal } from '../refusal.ts'

/** A new password, typed twice; null until both are there and alike. */
export function NewPassword(props: { onChange: (password: string | null) => void; refusal: Refusal | null }) {
  const [first, setFirst] = createSignal('')
  const [second, setSecond] = createSignal('')
  const tell = () => props.onChange(first() !== '' && first() === second() ? first() : null)
  return (
    <>
      <Field
        label={words.password.fresh}
        hint={words.password.hint}
        type="password"
        name="new-password"
        autocomplete="new-password"
        required
        value={first()}
        error={errorAt(props.refusal, '/password')}
        onInput={(value) => {
          setFirst(value)
          tell()
        }}
      />
      <Field
        label={words.password.again}
        type="password"
        name="new-password-again"
        autocomplete="new-password"
        required
        value={second()}
        error={
          second() !== '' && second().length >= first().length && first() !== second()
            ? words.password.differ
            : undefined
        }
        onInput={(value) => {
          setSecond(value)
          tell()
        }}
      />
    </>
  )
}
