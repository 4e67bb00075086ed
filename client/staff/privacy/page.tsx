import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { privacy as words } from '../../words/privacy.ts'
import {
  changeRule,
  listRequests,
  listRules,
  type NewSubjectRequest,
  type Rule,
  registerRequest,
  type SubjectRequest,
  stepRequest,
} from '../privacy-api.ts'
import { Refused } from '../refused.tsx'
import { mayTake } from '../round/main-action.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'

type Kind = NewSubjectRequest['kind']
const EMPTY = { receivedOn: '', who: '', contact: '', text: '' }

/** What people asked about their own data, with the days the law gives, and how long what is kept. */
export default function PrivacyPage() {
  createTitle(() => words.title)
  const requests = createAsync(() => listRequests())
  const rules = createAsync(() => listRules())
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Register />
      <h2>{words.requests}</h2>
      <Show when={requests()}>
        {(list) => (
          <Show when={list().length > 0} fallback={<Empty title={words.empty} text={words.emptyText} />}>
            <Requests list={list()} />
          </Show>
        )}
      </Show>
      <h2>{words.rules}</h2>
      <For each={rules()}>{(rule) => <RuleForm rule={rule} />}</For>
    </div>
  )
}

function Register() {
  const [kind, setKind] = createSignal<Kind>('access')
  const [processors, setProcessors] = createSignal(false)
  const [said, setSaid] = createSignal(EMPTY)
  const putting = createActionTask(registerRequest)
  const put = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await putting.run({ ...said(), kind: kind(), processors: processors() })) setSaid(EMPTY)
  }
  const field = (name: keyof typeof EMPTY) => (value: string) => setSaid({ ...said(), [name]: value })
  return (
    <form class="card" onSubmit={put}>
      <h2>{words.register}</h2>
      <div class="fields">
        <div class="field">
          <label for="request-kind">{words.kind}</label>
          <select id="request-kind" onChange={(event) => setKind(event.currentTarget.value as Kind)}>
            <For each={Object.entries(words.kinds)}>
              {([value, name]) => (
                <option value={value} selected={value === kind()}>
                  {name}
                </option>
              )}
            </For>
          </select>
        </div>
        <Field label={words.receivedOn} type="date" value={said().receivedOn} onInput={field('receivedOn')} required />
        <Field label={words.who} value={said().who} onInput={field('who')} required />
        <Field label={words.contact} value={said().contact} onInput={field('contact')} />
        <Field class="wide" label={words.text} lines={3} value={said().text} onInput={field('text')} required />
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={processors()}
          onChange={(event) => setProcessors(event.currentTarget.checked)}
        />
        {words.processors}
      </label>
      <Refused refusal={putting.refusal()} />
      <Button tone="main" type="submit" busy={putting.busy()} data-action="register-request">
        {words.save}
      </Button>
    </form>
  )
}

function Requests(props: { list: readonly SubjectRequest[] }) {
  const stepping = createActionTask(stepRequest)
  return (
    <>
      <Refused refusal={stepping.refusal()} />
      <TableBox label={words.requests}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.receivedOn}</th>
              <th scope="col">{words.acknowledgeBy}</th>
              <th scope="col">{words.doneBy}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.more}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.list}>
              {(request) => (
                <tr>
                  <th scope="row">{request.who}</th>
                  <td>{words.kinds[request.kind]}</td>
                  <td>{dayText(request.receivedOn)}</td>
                  <td>{dayText(request.acknowledgedOn ?? request.acknowledgeBy)}</td>
                  <td>{dayText(request.doneOn ?? request.doneBy)}</td>
                  <td>
                    <Chip tone={request.late ? 'accent' : 'plain'}>
                      {request.late ? words.late : (words.outcomes[request.outcome ?? ''] ?? words.open)}
                    </Chip>
                  </td>
                  <td>
                    <Show when={request.doneOn === null}>
                      <div class="actions tight">
                        <Show when={request.acknowledgedOn === null}>
                          <Button little onClick={() => stepping.run(request, { step: 'acknowledge' })}>
                            {words.acknowledge}
                          </Button>
                        </Show>
                        <Show when={request.mayBeExtended && request.extendedOn === null}>
                          <Button little tone="quiet" onClick={() => stepping.run(request, { step: 'extend' })}>
                            {words.extend}
                          </Button>
                        </Show>
                        <For each={['done', 'impossible', 'refused'] as const}>
                          {(outcome) => (
                            <Button
                              little
                              tone="quiet"
                              onClick={() => stepping.run(request, { step: 'finish', outcome })}
                            >
                              {words.outcomes[outcome]}
                            </Button>
                          )}
                        </For>
                      </div>
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

function RuleForm(props: { rule: Rule }) {
  const [typed, setTyped] = createSignal<string>()
  const setting = createActionTask(changeRule)
  const days = () => typed() ?? String(props.rule.days)
  const set = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await setting.run(props.rule, Number(days()))) setTyped(undefined)
  }
  return (
    <form class="card" onSubmit={set}>
      <Field
        label={`${words.whats[props.rule.what] ?? props.rule.what} – ${words.days}`}
        type="number"
        min={1}
        max={36_500}
        value={days()}
        onInput={setTyped}
        disabled={!mayTake(['admin'])}
        required
      />
      <Refused refusal={setting.refusal()} />
      <Show when={typed() !== undefined}>
        <Button type="submit" busy={setting.busy()}>
          {words.set}
        </Button>
      </Show>
    </form>
  )
}
