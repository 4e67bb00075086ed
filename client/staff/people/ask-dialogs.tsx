import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { account as words } from '../../words/account.ts'
import { disablePerson, enablePerson, type Link, makeLink, type Person, takeSecondFactor } from '../account-api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'

export type Asked = Readonly<{ step: 'link' | 'disable' | 'enable' | 'removeFactor'; person: Person }>

const TITLES = {
  link: words.people.linkTitle.reset,
  disable: words.people.disableTitle,
  enable: words.people.enable,
  removeFactor: words.people.removeFactorTitle,
} as const
const TEXTS = {
  link: '',
  disable: words.people.disableText,
  enable: '',
  removeFactor: words.people.removeFactorText,
} as const

/** One question before each thing that is done to somebody's account. */
export function AskDialogs(props: { asked: Asked | null; onClose: () => void; onLink: (link: Link) => void }) {
  const tasks = {
    link: createActionTask(makeLink),
    disable: createActionTask(disablePerson),
    enable: createActionTask(enablePerson),
    removeFactor: createActionTask(takeSecondFactor),
  }
  const act = async ({ step, person }: Asked) => {
    const done = await tasks[step].run(person)
    if (done === undefined) return
    props.onClose()
    if (step === 'link') props.onLink((done as { link: Link }).link)
  }
  return (
    <Show when={props.asked} keyed>
      {(asked) => (
        <Dialog open title={TITLES[asked.step] ?? ''} onClose={props.onClose}>
          <p>
            <b>{asked.person.name}</b>, {asked.person.email}
          </p>
          <Show when={TEXTS[asked.step]}>
            <p>{TEXTS[asked.step]}</p>
          </Show>
          <Refused refusal={tasks[asked.step].refusal()} onLatest={props.onClose} />
          <div class="actions">
            <Button
              tone={asked.step === 'disable' || asked.step === 'removeFactor' ? 'danger' : 'main'}
              busy={tasks[asked.step].busy()}
              onClick={() => act(asked)}
              data-action="ask-yes"
            >
              {words.people[asked.step]}
            </Button>
            <Button onClick={() => props.onClose()}>{words.people.cancel}</Button>
          </div>
        </Dialog>
      )}
    </Show>
  )
}
