import type { Signal } from 'solid-js'
import type { Walk } from '../walk.ts'
import { words } from '../words.ts'

function Choice(props: { choice: Signal<boolean>; label: string }) {
  const [chosen, choose] = props.choice
  return (
    <label>
      <input type="checkbox" checked={chosen()} onChange={(event) => choose(event.currentTarget.checked)} />
      {props.label}
    </label>
  )
}

/** Above every question: back, how far, and how the page behaves. */
export function Bar(props: { walk: Walk; listen: (() => void) | false }) {
  const { progress, back, auto, list, large } = props.walk
  const count = () => (progress().position ? `${progress().position}/${progress().total}` : '')
  return (
    <>
      <button type="button" onClick={back}>
        ‹ {words.back}
      </button>
      <span>{count()}</span>
      <details>
        <summary>{words.options}</summary>
        <div>
          <Choice choice={auto} label={words.autoAdvance} />
          <Choice choice={list} label={words.list} />
          <Choice choice={large} label={words.larger} />
          {props.listen && (
            <button type="button" onClick={props.listen}>
              {words.listen}
            </button>
          )}
        </div>
      </details>
      <progress aria-label={count() || words.review} value={progress().share} />
    </>
  )
}
