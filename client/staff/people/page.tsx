import { A, createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { account as words } from '../../words/account.ts'
import { staff } from '../../words/staff.ts'
import { type Link, listPeople, type Person } from '../account-api.ts'
import { holds } from '../api.ts'
import { finds } from '../search.ts'
import { createTitle } from '../title.ts'
import { AskDialogs, type Asked } from './ask-dialogs.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { PersonDialog } from './person-dialog.tsx'
import './people.css'

const TONES: Readonly<Record<string, Tone>> = { active: 'green', invited: 'amber', disabled: 'plain' }

/** People, their roles and units. */
export default function PeoplePage() {
  createTitle(() => words.people.title)
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.people.title}</h1>
          <p class="soft">{words.people.lead}</p>
        </div>
      </header>
      <Show
        when={holds(['admin'])}
        fallback={
          <section class="card amber-note">
            <p>{words.people.asleep}</p>
            <A class="button main" href="/account">
              {words.people.toMine}
            </A>
          </section>
        }
      >
        <People />
      </Show>
    </div>
  )
}

function People() {
  const text = words.people
  const people = createAsync(() => listPeople())
  const [wanted, setWanted] = createSignal('')
  const [editing, setEditing] = createSignal<Person | 'new' | null>(null)
  const [asked, setAsked] = createSignal<Asked | null>(null)
  const [link, setLink] = createSignal<Link | null>(null)
  const found = () => people()?.filter(({ name, email }) => finds(wanted(), name, email)) ?? []
  return (
    <>
      <div class="people-tools">
        <Field label={text.find} name="find" value={wanted()} onInput={setWanted} />
        <Button tone="main" onClick={() => setEditing('new')} data-action="invite">
          {text.invite}
        </Button>
      </div>
      <Show when={found().length > 0} fallback={<Empty title={text.empty} text="" />}>
        <TableBox label={text.title}>
          <table class="table people">
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col">{text.roles}</th>
                <th scope="col">{text.state}</th>
                <th scope="col">{text.factor}</th>
                <th scope="col">{text.more}</th>
              </tr>
            </thead>
            <tbody>
              <For each={found()}>
                {(person) => (
                  <tr>
                    <th scope="row">
                      {person.name}
                      <span class="under">{person.email}</span>
                    </th>
                    <td>
                      <Show when={person.grants.length > 0} fallback={text.noRole}>
                        <ul class="plain-list">
                          <For each={person.grants}>
                            {(grant) => (
                              <li>
                                {staff.roles[grant.role]}, {grant.unitName ?? words.mine.everywhere}
                              </li>
                            )}
                          </For>
                        </ul>
                      </Show>
                    </td>
                    <td>
                      <Chip tone={TONES[person.state]}>{text.states[person.state]}</Chip>
                    </td>
                    <td>{person.secondFactor ? text.yes : text.no}</td>
                    <td>
                      <div class="actions tight">
                        <Button
                          tone="quiet"
                          little
                          onClick={() => setEditing(person)}
                          aria-label={`${text.change} ${person.name}`}
                        >
                          {text.change}
                        </Button>
                        <For each={stepsOf(person)}>
                          {(step) => (
                            <Button
                              tone="quiet"
                              little
                              onClick={() => setAsked({ step, person })}
                              aria-label={`${text[step]} ${person.name}`}
                              data-action={step}
                            >
                              {text[step]}
                            </Button>
                          )}
                        </For>
                      </div>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
      <Show when={editing()} keyed>
        {(person) => (
          <PersonDialog person={person === 'new' ? null : person} onClose={() => setEditing(null)} onLink={setLink} />
        )}
      </Show>
      <AskDialogs asked={asked()} onClose={() => setAsked(null)} onLink={setLink} />
      <LinkDialog link={link()} onClose={() => setLink(null)} />
    </>
  )
}

function stepsOf(person: Person): Asked['step'][] {
  if (person.state === 'disabled') return ['enable']
  return ['link', ...(person.secondFactor ? (['removeFactor'] as const) : []), 'disable']
}
