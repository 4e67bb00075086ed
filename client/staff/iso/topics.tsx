import { For } from 'solid-js'
import type { IsoContent } from '../../../surveys/iso/iso-records.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { iso as words } from '../../words/iso.ts'
import { BLANK_TOPIC } from './fields.ts'

type Topic = IsoContent['review']['topics'][number]

/** What a management review went through: said, decided, by whom, until when. */
export function Topics(props: { topics: readonly Topic[]; onTopics: (topics: readonly Topic[]) => void }) {
  const change = (at: number, more: Partial<Topic>) =>
    props.onTopics(props.topics.map((one, place) => (place === at ? { ...one, ...more } : one)))
  return (
    <>
      <For each={props.topics.map((_, at) => at)}>
        {(at) => {
          const topic = () => props.topics[at]
          return (
            <fieldset class="fields iso-part">
              <legend>{words.topicTitle(at + 1)}</legend>
              <Field
                class="wide"
                label={words.topic}
                value={topic()?.topic ?? ''}
                onInput={(value) => change(at, { topic: value })}
                required
              />
              <Field
                class="wide"
                label={words.discussion}
                lines={2}
                value={topic()?.discussion ?? ''}
                onInput={(discussion) => change(at, { discussion })}
              />
              <Field
                class="wide"
                label={words.decision}
                lines={2}
                value={topic()?.decision ?? ''}
                onInput={(decision) => change(at, { decision })}
              />
              <Field label={words.lead} value={topic()?.lead ?? ''} onInput={(lead) => change(at, { lead })} />
              <Field
                label={words.dueOn}
                type="date"
                value={topic()?.dueOn ?? ''}
                onInput={(dueOn) => change(at, { dueOn: dueOn === '' ? null : dueOn })}
              />
              <Button
                little
                tone="quiet"
                disabled={props.topics.length < 2}
                onClick={() => props.onTopics(props.topics.filter((_, place) => place !== at))}
              >
                {words.removeTopic}
              </Button>
            </fieldset>
          )
        }}
      </For>
      <Button little onClick={() => props.onTopics([...props.topics, BLANK_TOPIC])}>
        {words.addTopic}
      </Button>
    </>
  )
}
