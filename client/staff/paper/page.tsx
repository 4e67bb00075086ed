import { createAsync, useAction } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { field as words } from '../../words/field.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { enterPaper, lookUpPaper, type PaperForm, type PaperSheet, readPaper } from '../field-api.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { SheetForm } from './sheet-form.tsx'
import { Waiting } from './waiting.tsx'

/** Sheets of paper: typed by two people, compared, and only then stored. */
export default function PaperPage() {
  const round = useRound()
  createTitle(() => `${words.paper} · ${round().name}`)
  const paper = createAsync(() => readPaper(round().id))
  const [code, setCode] = createSignal('')
  const [form, setForm] = createSignal<PaperForm | null>(null)
  const [said, setSaid] = createSignal<'first' | 'stored' | 'differs' | null>(null)
  const [comparing, setComparing] = createSignal<string | null>(null)
  const finding = createTask(async () => setForm(await lookUpPaper(round().id, code())))
  const enter = useAction(enterPaper)
  const saving = createTask(async (sheet: PaperSheet) => enter(round().id, sheet))
  const find = async (event: SubmitEvent) => {
    event.preventDefault()
    setSaid(null)
    saving.forget()
    await finding.run()
  }
  const save = async (sheet: PaperSheet) => {
    const entered = await saving.run(sheet)
    if (!entered) return
    setSaid(entered.state)
    setForm(null)
    setCode('')
    document.querySelector<HTMLInputElement>('input[name=paper-code]')?.focus()
  }
  return (
    <section class="page" aria-labelledby="paper-title">
      <header class="page-head">
        <div>
          <h2 id="paper-title" tabindex="-1">
            {words.paper}
          </h2>
          <p class="soft">{words.paperLead}</p>
        </div>
      </header>
      <Show when={said()}>{(state) => <p class="note green">{words.paperSaid[state()]}</p>}</Show>
      <Show
        when={form()}
        fallback={
          <form class="card" onSubmit={find}>
            <Field label={words.paperCode} name="paper-code" value={code()} onInput={setCode} required />
            <Refused refusal={finding.refusal()} />
            <div class="actions">
              <Button type="submit" tone="main" busy={finding.busy()} data-action="find-paper">
                {words.paperFind}
              </Button>
            </div>
          </form>
        }
        keyed
      >
        {(open) => (
          <SheetForm
            form={open}
            slip={code()}
            busy={saving.busy()}
            refusal={saving.refusal()}
            onSave={save}
            onLeave={() => setForm(null)}
          />
        )}
      </Show>
      <Show when={paper()}>
        {(view) => (
          <>
            <Waiting entries={view().entries} onCompare={setComparing} />
            <p class="soft small">
              {words.tally(
                countText(view().tally.stored),
                view().tally.questions > 0 ? percentText(view().tally.differing / view().tally.questions) : '0 %',
                countText(view().tally.discarded),
              )}
            </p>
          </>
        )}
      </Show>
      <CompareDialog entry={comparing()} onClose={() => setComparing(null)} />
    </section>
  )
}
