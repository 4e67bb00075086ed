import { A, createAsync, useParams } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { decimalText } from '../../words/numbers.ts'
import { raters as words } from '../../words/raters.ts'
import { PlainTable } from '../estimates/plain-table.tsx'
import { Refused } from '../refused.tsx'
import { mayTake } from '../round/main-action.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import {
  codesAddress,
  type Form,
  type RaterRound,
  readRaterChoices,
  readRaterRound,
  renewCode,
  saveRaterForm,
  saveRaters,
  stepRaterRound,
} from './api.ts'
import { FormEditor } from './form-editor.tsx'
import './raters.css'
import { readPeople } from './read-people.ts'

/** One rater form: what is asked, who may answer and who has, and the figures once it is closed. */
export default function RaterRoundPage() {
  const params = useParams<{ id: string }>()
  const round = createAsync(() => readRaterRound(params.id))
  createTitle(() => round()?.form.title)
  return <Show when={round()}>{(own) => <RoundView round={own()} />}</Show>
}

function RoundView(props: { round: RaterRound }) {
  const stepping = createActionTask(stepRaterRound)
  const form = () => props.round.form
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <p>
            <A href="/raters">{words.all}</A>
          </p>
          <h1 tabindex="-1">{form().title}</h1>
          <p class="soft">{form().lead}</p>
          <p>
            <Chip tone={props.round.state === 'drafting' ? 'plain' : 'accent'}>{words.states[props.round.state]}</Chip>
          </p>
        </div>
      </header>
      <Asked round={props.round} />
      <People round={props.round} />
      <section class="card">
        <h2>{words.results}</h2>
        <Show when={props.round.state === 'closed'} fallback={<p class="soft">{words.waiting}</p>}>
          <Results round={props.round} />
        </Show>
        <Refused refusal={stepping.refusal()} />
        <Show when={mayTake(['director', 'admin'])}>
          <Show when={props.round.state === 'drafting'}>
            <p class="small soft">{words.openHint}</p>
            <div class="actions">
              <Button tone="main" busy={stepping.busy()} onClick={() => stepping.run(props.round, 'open')}>
                {words.open}
              </Button>
            </div>
          </Show>
          <Show when={props.round.state === 'open'}>
            <p class="small soft">{words.closeHint}</p>
            <div class="actions">
              <Button tone="danger" busy={stepping.busy()} onClick={() => stepping.run(props.round, 'close')}>
                {words.close}
              </Button>
            </div>
          </Show>
        </Show>
      </section>
    </div>
  )
}

/** What is asked; as long as it is a draft it can be written anew, and the list of people stays. */
function Asked(props: { round: RaterRound }) {
  const [editing, setEditing] = createSignal(false)
  const form = () => props.round.form
  const writes = () => props.round.state === 'drafting' && mayTake(['designer', 'admin'])
  return (
    <section class="card" data-part="asked">
      <Show when={editing() && writes()} fallback={<FormText form={form()} />}>
        <EditForm round={props.round} onClose={() => setEditing(false)} />
      </Show>
      <Show
        when={writes() && !editing()}
        fallback={
          <Show when={!writes()}>
            <p class="small soft">{words.fixed}</p>
          </Show>
        }
      >
        <div class="actions">
          <Button data-action="edit-rater-form" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        </div>
      </Show>
    </section>
  )
}

function FormText(props: { form: RaterRound['form'] }) {
  return (
    <>
      <h2>{words.optionsTitle}</h2>
      <ul class="plain-list">
        <For each={props.form.options}>{({ text, worth }) => <li>{words.optionWorth(text.vi, worth)}</li>}</For>
      </ul>
      <h2>{words.items}</h2>
      <ul class="plain-list">
        <For each={props.form.items}>
          {({ component, text }) => (
            <li>
              {component}. {text}
            </li>
          )}
        </For>
      </ul>
      <p class="soft small">{words.leastOf(props.form.least)}</p>
    </>
  )
}

function EditForm(props: { round: RaterRound; onClose: () => void }) {
  const choices = createAsync(() => readRaterChoices(props.round.criteriaSetId))
  const saving = createActionTask(saveRaterForm)
  const save = async (form: Form) => {
    if ((await saving.run(props.round, form)) !== undefined) props.onClose()
  }
  return (
    <Show when={choices()} keyed>
      {(there) => (
        <FormEditor
          form={props.round.form}
          choices={there}
          act={words.save}
          busy={saving.busy()}
          refusal={saving.refusal()}
          onSave={save}
          onCancel={props.onClose}
        />
      )}
    </Show>
  )
}

function Results(props: { round: RaterRound }) {
  const figure = (unitId: string, component: string) => {
    const found = props.round.results.find((one) => one.unitId === unitId && one.componentId === component)
    if (!found) return ''
    return found.mean === null || found.answered === null
      ? words.tooFew(found.least)
      : words.meanOf(decimalText(found.mean, 2), found.answered)
  }
  return (
    <PlainTable
      title={words.results}
      columns={[words.unit, ...props.round.form.items.map(({ component }) => component)]}
      texts={1}
      rows={props.round.units.map(({ id, name }) => [
        name,
        ...props.round.form.items.map(({ component }) => figure(id, component)),
      ])}
    />
  )
}

function People(props: { round: RaterRound }) {
  const choices = createAsync(async () =>
    props.round.state === 'drafting' ? readRaterChoices(props.round.criteriaSetId) : undefined,
  )
  const [typed, setTyped] = createSignal('')
  const [wrong, setWrong] = createSignal<string>()
  const saving = createActionTask(saveRaters)
  const renewing = createActionTask(renewCode)
  const writes = () => mayTake(['designer', 'admin'])
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const asked = new Set(props.round.form.units)
    const units = (choices()?.units ?? []).filter(({ id }) => asked.has(id))
    const read = readPeople(typed(), units)
    setWrong('line' in read ? words.peopleWrong(read.line) : undefined)
    if ('people' in read && (await saving.run(props.round, read.people))) setTyped('')
  }
  return (
    <section class="card">
      <h2>{words.people}</h2>
      <Show when={props.round.raters.length > 0} fallback={<p class="soft">{words.peopleNone}</p>}>
        <TableBox label={words.people}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.person}</th>
                <th scope="col">{words.office}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.more}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.round.raters}>
                {(rater) => (
                  <tr>
                    <th scope="row">{rater.name}</th>
                    <td>{rater.office}</td>
                    <td>
                      <Chip tone={rater.state === 'used' ? 'green' : 'plain'}>{words.personStates[rater.state]}</Chip>
                    </td>
                    <td>
                      <Show when={writes() && props.round.state === 'open' && rater.state === 'made'}>
                        <Button little tone="quiet" onClick={() => renewing.run(props.round, rater.id)}>
                          {words.renew}
                        </Button>
                      </Show>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
      <Refused refusal={renewing.refusal()} />
      <Show when={writes() && props.round.raters.length > 0 && props.round.state !== 'closed'}>
        <p class="small soft">{words.codesHint}</p>
        <div class="actions">
          <a class="button" href={codesAddress(props.round.id)} download="">
            {words.codes}
          </a>
        </div>
      </Show>
      <Show when={writes() && props.round.state === 'drafting'}>
        <form onSubmit={save}>
          <Field
            label={words.people}
            hint={words.peopleHint}
            lines={5}
            value={typed()}
            onInput={setTyped}
            {...(wrong() === undefined ? {} : { error: wrong() as string })}
          />
          <Refused refusal={saving.refusal()} />
          <div class="actions">
            <Button type="submit" busy={saving.busy()} data-action="save-raters">
              {words.peopleSave}
            </Button>
          </div>
        </form>
      </Show>
    </section>
  )
}
