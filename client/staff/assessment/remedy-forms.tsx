import { createAsync } from '@solidjs/router'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { dayText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { Guarded } from '../guarded.tsx'
import { errorAt, type Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { decideRemedy, finishRemedy, listPapers, planRemedy, type Remedy, type YearView } from './api.ts'
import { useYear } from './year-context.ts'

/** A small form below a line; what was overtaken shows the newest state and keeps what was typed. */
function Form(props: {
  name: string
  act: string
  busy: boolean
  refusal: Refusal | null
  beside: readonly string[]
  onSubmit: () => Promise<YearView | undefined>
  onClose: () => void
  children: JSX.Element
}) {
  const { absorb } = useYear()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const view = await props.onSubmit()
    if (view) {
      absorb(view)
      props.onClose()
    } else if (props.refusal?.code === 'stale' && props.refusal.current) absorb(props.refusal.current as YearView)
  }
  return (
    <form class="leaf-form" onSubmit={submit}>
      {props.children}
      <Refused refusal={props.refusal} beside={props.beside} />
      <div class="actions">
        <Button type="submit" little tone="main" busy={props.busy} data-action={props.name}>
          {props.act}
        </Button>
        <Button little tone="quiet" onClick={() => props.onClose()}>
          {staff.cancel}
        </Button>
      </div>
    </form>
  )
}

export function PlanForm(props: { component: string; remedy: Remedy | undefined; onClose: () => void }) {
  const { year } = useYear()
  const [measure, setMeasure] = createSignal(props.remedy?.measure ?? '')
  const [lead, setLead] = createSignal(props.remedy?.lead ?? '')
  const [dueOn, setDueOn] = createSignal(props.remedy?.dueOn ?? '')
  const task = createTask(planRemedy)
  return (
    <Form
      name="save-remedy"
      act={words.remedy.save}
      busy={task.busy()}
      refusal={task.refusal()}
      beside={['/measure', '/lead', '/dueOn']}
      onClose={props.onClose}
      onSubmit={() =>
        task.run(year().id, props.remedy?.lockVersion ?? 0, {
          component: props.component,
          measure: measure(),
          lead: lead(),
          dueOn: dueOn(),
        })
      }
    >
      <Field
        label={words.remedy.measure}
        name="measure"
        lines={2}
        value={measure()}
        onInput={setMeasure}
        error={errorAt(task.refusal(), '/measure')}
      />
      <div class="fraction">
        <Field
          label={words.remedy.lead_}
          name="lead"
          value={lead()}
          onInput={setLead}
          error={errorAt(task.refusal(), '/lead')}
          required
        />
        <Field
          label={words.remedy.dueOn}
          name="due"
          type="date"
          value={dueOn()}
          onInput={setDueOn}
          error={errorAt(task.refusal(), '/dueOn')}
          required
        />
      </div>
    </Form>
  )
}

export function DoneForm(props: { remedy: Remedy; onClose: () => void }) {
  const { year } = useYear()
  const [doneOn, setDoneOn] = createSignal(year().today)
  const [proof, setProof] = createSignal(props.remedy.proof)
  const [paper, setPaper] = createSignal(props.remedy.evidenceId ?? '')
  const task = createTask(finishRemedy)
  return (
    <Form
      name="submit-done"
      act={words.remedy.submitDone}
      busy={task.busy()}
      refusal={task.refusal()}
      beside={['/doneOn', '/proof', '/evidenceId']}
      onClose={props.onClose}
      onSubmit={() =>
        task.run(year().id, props.remedy.lockVersion, {
          component: props.remedy.componentId,
          doneOn: doneOn(),
          proof: proof(),
          evidenceId: paper() || null,
        })
      }
    >
      <div class="fraction">
        <Field
          label={words.remedy.doneOn}
          name="done-on"
          type="date"
          value={doneOn()}
          max={year().today}
          onInput={setDoneOn}
          error={errorAt(task.refusal(), '/doneOn')}
          required
        />
        <Field
          label={words.remedy.proof}
          name="proof"
          value={proof()}
          onInput={setProof}
          error={errorAt(task.refusal(), '/proof')}
          required
        />
      </div>
      <Guarded>
        <Papers chosen={paper()} onChoose={setPaper} />
      </Guarded>
      <Show when={errorAt(task.refusal(), '/evidenceId')}>{(text) => <p class="wrong">{text()}</p>}</Show>
    </Form>
  )
}

/** The unit's own papers that were not withdrawn. */
function Papers(props: { chosen: string; onChoose: (id: string) => void }) {
  const { year } = useYear()
  const all = createAsync(() => listPapers(year().unit.id))
  return (
    <Show when={(all()?.length ?? 0) > 0}>
      <div class="field">
        <label for="remedy-paper">{words.remedy.paper}</label>
        <select id="remedy-paper" class="input" onChange={({ currentTarget }) => props.onChoose(currentTarget.value)}>
          <option value="">{words.remedy.noPaper}</option>
          <For each={all()}>
            {(one) => (
              <option value={one.id} selected={one.id === props.chosen}>
                {`${one.number}, ${dayText(one.issuedOn)}: ${one.abstract}`}
              </option>
            )}
          </For>
        </select>
      </div>
    </Show>
  )
}

export function DecideForm(props: { remedy: Remedy; onClose: () => void }) {
  const { year } = useYear()
  const [answer, setAnswer] = createSignal('')
  const [accept, setAccept] = createSignal(true)
  const task = createTask(decideRemedy)
  return (
    <Form
      name="decide-remedy"
      act={words.remedy.decide}
      busy={task.busy()}
      refusal={task.refusal()}
      beside={['/answer']}
      onClose={props.onClose}
      onSubmit={() =>
        task.run(year().id, props.remedy.lockVersion, {
          component: props.remedy.componentId,
          accept: accept(),
          answer: answer(),
        })
      }
    >
      <div class="chips">
        <For each={[true, false]}>
          {(one) => (
            <label class="choice">
              <input type="radio" name="accept" checked={accept() === one} onChange={() => setAccept(one)} />
              {one ? words.remedy.accept : words.remedy.giveBack}
            </label>
          )}
        </For>
      </div>
      <Field
        label={words.remedy.answer}
        name="answer"
        value={answer()}
        onInput={setAnswer}
        error={errorAt(task.refusal(), '/answer')}
      />
    </Form>
  )
}
