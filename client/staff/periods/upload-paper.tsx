import { createSignal, createUniqueId } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { evidence } from '../../words/evidence.ts'
import { report as words } from '../../words/periods.ts'
import { paperFault } from '../evidence/paper-fault.ts'
import { Sending } from '../evidence/sending.tsx'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { keepPaper } from './api.ts'

const EMPTY = { number: '', issuedOn: '', issuer: '', abstract: '' }

/** A PDF with its number, day, issuer and abstract; a form cannot stand in a form, so it opens beside one. */
export function UploadPaper(props: { unitId: string | null; onKept: (id: string) => void }) {
  const id = createUniqueId()
  const [about, setAbout] = createSignal(EMPTY)
  const [file, setFile] = createSignal<File>()
  const [wrong, setWrong] = createSignal('')
  const [sent, setSent] = createSignal<number>()
  const task = createActionTask(keepPaper)
  const choose = (chosen: File | undefined) => {
    setWrong(chosen ? paperFault(chosen) : '')
    setFile(wrong() === '' ? chosen : undefined)
  }
  const set = (name: keyof typeof EMPTY) => (value: string) => setAbout({ ...about(), [name]: value })
  const ready = () => file() !== undefined && Object.values(about()).every((text) => text.trim() !== '')
  const keep = async () => {
    const chosen = file()
    if (!chosen) return
    const kept = await task.run(props.unitId, about(), chosen, setSent)
    setSent(undefined)
    if (typeof kept !== 'string') return
    setAbout(EMPTY)
    props.onKept(kept)
  }
  return (
    <details>
      <summary>{words.upload}</summary>
      <div class="page">
        <div class="fields">
          <Field label={words.number} value={about().number} onInput={set('number')} />
          <Field label={words.issuedOn} type="date" value={about().issuedOn} onInput={set('issuedOn')} />
          <Field label={words.issuer} value={about().issuer} onInput={set('issuer')} />
          <Field label={words.abstract} value={about().abstract} onInput={set('abstract')} />
          <div class="field">
            <label for={id}>{words.choose}</label>
            <input
              id={id}
              class="file-picker"
              type="file"
              accept="application/pdf,.pdf"
              aria-invalid={wrong() ? 'true' : undefined}
              aria-describedby={`${id}-hint ${id}-wrong`}
              onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
            />
            <span class="hint" id={`${id}-hint`}>
              {evidence.chooseHint}
            </span>
            <span class="wrong" id={`${id}-wrong`} role="alert">
              {wrong()}
            </span>
          </div>
        </div>
        <Refused refusal={task.refusal()} />
        <Sending share={sent()} />
        <div class="actions">
          <Button busy={task.busy()} disabled={!ready()} data-action="keep-paper" onClick={keep}>
            {words.keep}
          </Button>
        </div>
      </div>
    </details>
  )
}
