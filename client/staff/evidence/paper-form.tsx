import { createSignal, createUniqueId, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { evidence as words } from '../../words/evidence.ts'
import { sizeText } from '../../words/numbers.ts'
import { DropFile } from '../drop-file.tsx'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { type About, keepPaper } from './api.ts'
import { paperFault } from './paper-fault.ts'
import { Sending } from './sending.tsx'

const EMPTY: About = { number: '', issuedOn: '', issuer: '', abstract: '' }

/** A new paper: the file, and what is said of it. The same file again offers the one that is there. */
export function PaperForm(props: {
  unit: string
  act: string
  onKept: (id: string) => unknown
  children?: JSX.Element
}) {
  const id = createUniqueId()
  const [said, setSaid] = createSignal(EMPTY)
  const [file, setFile] = createSignal<File>()
  const [wrong, setWrong] = createSignal('')
  const [sent, setSent] = createSignal<number>()
  const keeping = createTask(keepPaper)
  const same = () => {
    const found = keeping.refusal()
    return found?.code === 'already_there' ? String(found.detail.evidence ?? '') : ''
  }
  const choose = (found: File) => {
    keeping.forget()
    setWrong(paperFault(found))
    setFile(wrong() === '' ? found : undefined)
  }
  const put = async (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = file()
    if (!chosen) return setWrong(wrong() || words.noFile)
    const kept = await keeping.run(props.unit, said(), chosen, setSent)
    setSent(undefined)
    if (kept === undefined) return
    setSaid(EMPTY)
    setFile(undefined)
    await props.onKept(kept)
  }
  const field = (name: keyof About) => (value: string) => setSaid({ ...said(), [name]: value })
  return (
    <form class="paper-form" onSubmit={put} data-form="paper">
      <DropFile
        accept="application/pdf,.pdf"
        describedBy={`${id}-wrong`}
        onChoose={choose}
        after={
          <p class="wrong" id={`${id}-wrong`} role="alert">
            {wrong()}
          </p>
        }
      >
        <Show when={file()} fallback={<b>{words.choose}</b>}>
          {(chosen) => <b>{words.chosen(chosen().name, sizeText(chosen().size))}</b>}
        </Show>
        <span class="soft small">{words.chooseHint}</span>
      </DropFile>
      <div class="fields">
        <Field
          label={words.number}
          value={said().number}
          onInput={field('number')}
          placeholder="45/QĐ-SGDĐT"
          error={errorAt(keeping.refusal(), '/number')}
          required
        />
        <Field label={words.issuedOn} type="date" value={said().issuedOn} onInput={field('issuedOn')} required />
        <Field label={words.issuer} value={said().issuer} onInput={field('issuer')} required />
        <Field class="wide" label={words.abstract} value={said().abstract} onInput={field('abstract')} required />
      </div>
      {props.children}
      <Show when={same()} fallback={<Refused refusal={keeping.refusal()} beside={['/number']} />}>
        {(found) => (
          <div class="note amber" role="alert">
            <p>{words.sameFile}</p>
            <Button
              little
              onClick={() => {
                keeping.forget()
                props.onKept(found())
              }}
            >
              {words.useThat}
            </Button>
          </div>
        )}
      </Show>
      <Sending share={sent()} />
      <div class="actions">
        <Button tone="main" type="submit" busy={keeping.busy()} data-action="keep-paper">
          {props.act}
        </Button>
      </div>
    </form>
  )
}
