import { createSignal, For, type JSX, Show } from 'solid-js'
import { formatCode } from '../../../surveys/slip.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { account as words } from '../../words/account.ts'
import { type Mine, removeSecondFactor, renewRecoveryCodes } from '../account-api.ts'
import { entered, refreshAll } from '../api.ts'
import type { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'
import { BeginSecondFactor } from './begin-second-factor.tsx'

/** The second step of the own account: set up, recovery codes, taken away again. */
export function SecondFactorCard(props: { mine: Mine }) {
  const text = words.factor
  const [asking, setAsking] = createSignal<'begin' | 'renew' | 'remove' | null>(null)
  const [codes, setCodes] = createSignal<readonly string[] | null>(null)
  const renewing = createTask(renewRecoveryCodes)
  const removing = createActionTask(removeSecondFactor)
  const show = (made: readonly string[]) => {
    setAsking(null)
    setCodes(made)
  }
  const done = async () => {
    setCodes(null)
    await entered()
    await refreshAll()
  }
  const renew = async (code: string) => {
    const made = await renewing.run(code)
    if (made) show(made)
  }
  const remove = async (code: string) => {
    if (!(await removing.run(code))) return
    setAsking(null)
    await entered()
  }
  return (
    <section class="card">
      <header>
        <h2>{text.title}</h2>
        <Chip tone={props.mine.secondFactor ? 'green' : 'amber'}>{props.mine.secondFactor ? text.on : text.off}</Chip>
      </header>
      <p class="soft">{text.lead}</p>
      <Show
        when={props.mine.secondFactor}
        fallback={
          <div class="actions">
            <Button tone="main" onClick={() => setAsking('begin')} data-action="begin-second-factor">
              {text.begin}
            </Button>
          </div>
        }
      >
        <p>{text.left(props.mine.recoveryCodes)}</p>
        <div class="actions">
          <Button onClick={() => setAsking('renew')}>{text.renew}</Button>
          <Button tone="quiet" onClick={() => setAsking('remove')}>
            {text.remove}
          </Button>
        </div>
      </Show>
      <BeginSecondFactor
        open={asking() === 'begin'}
        hasPassword={props.mine.hasPassword}
        onCodes={show}
        onClose={() => setAsking(null)}
      />
      <CodeDialog
        open={asking() === 'renew'}
        title={text.renewTitle}
        act={text.renew}
        busy={renewing.busy()}
        refusal={renewing.refusal()}
        onCode={renew}
        onClose={() => setAsking(null)}
      >
        <p>{text.renewText}</p>
      </CodeDialog>
      <CodeDialog
        open={asking() === 'remove'}
        title={text.removeTitle}
        act={text.remove}
        busy={removing.busy()}
        refusal={removing.refusal()}
        onCode={remove}
        onClose={() => setAsking(null)}
      >
        <p>{text.removeText}</p>
      </CodeDialog>
      <Dialog open={codes() !== null} firm title={text.codesTitle} onClose={() => {}}>
        <p>{text.codesLead}</p>
        <ul class="codes mono">
          <For each={codes()}>{(code) => <li>{formatCode(code)}</li>}</For>
        </ul>
        <div class="actions">
          <Button tone="main" onClick={done} data-action="codes-kept">
            {text.codesDone}
          </Button>
        </div>
      </Dialog>
    </section>
  )
}

function CodeDialog(props: {
  open: boolean
  title: string
  act: string
  busy: boolean
  refusal: Refusal | null
  onCode: (code: string) => void
  onClose: () => void
  children: JSX.Element
}) {
  const [code, setCode] = createSignal('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onCode(code().trim())
    setCode('')
  }
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      {props.children}
      <form onSubmit={submit}>
        <Field
          label={words.secondStep.code}
          name="code"
          autocomplete="one-time-code"
          required
          value={code()}
          onInput={setCode}
        />
        <Refused refusal={props.refusal} />
        <div class="actions">
          <Button type="submit" tone="main" busy={props.busy}>
            {props.act}
          </Button>
          <Button onClick={() => props.onClose()}>{words.people.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
