import { isAnswered } from '../../../surveys/flow.ts'
import { type Asked, answerText, labelOf, type PageForm } from '../page-form.ts'
import type { Sheet } from '../sheet.ts'
import { fill, words } from '../words.ts'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'

/** Everything once more, each answer one tap away from being changed. */
export function Review(props: {
  page: PageForm
  sheet: Sheet
  open: (id: string) => void
  otherCode: () => void
  wipe: () => void
}) {
  const { asked, answers, kept, missing, send } = props.sheet
  const Row = ({ question, fieldset, section }: Asked) => {
    const given = isAnswered(question, answers())
    const open = kept()?.wrong?.includes(question.id) || (question.required && !given)
    return (
      <li>
        <button type="button" class={open ? 'open' : ''} onClick={() => props.open(question.id)}>
          {labelOf({ question, fieldset, section })}{' '}
          <b>{given ? answerText({ question, fieldset, section }) : words.unanswered}</b>
        </button>
      </li>
    )
  }
  return (
    <>
      <h1 tabindex="-1">{words.review}</h1>
      {kept()?.problem && <Problem code={kept()?.problem ?? ''} otherCode={props.otherCode} wipe={props.wipe} />}
      <ol>
        {asked().flatMap(({ id }) => {
          const each = props.page.asked.get(id)
          return each ? Row(each) : []
        })}
      </ol>
      {missing()[0] && <p class="error">{fill(words.missing, { count: missing().length })}</p>}
      <Button
        main
        press={() => {
          const [first] = missing()
          if (first) props.open(first.id)
          else void send()
        }}
        label={words.send}
      />
    </>
  )
}
