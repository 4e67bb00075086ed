import { For, type JSX, Show } from 'solid-js'

/** What was refused, said where it happened; read aloud at once. `lines` name the places, `children` offer the way on. */
export function RefusalNote(props: {
  text: string
  lines?: readonly string[]
  small?: string | null
  tone?: 'red' | 'amber'
  children?: JSX.Element
}) {
  return (
    <div class={`note ${props.tone ?? 'red'}`} role="alert">
      <p>{props.text}</p>
      <Show when={props.lines?.length}>
        <ul>
          <For each={props.lines}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Show>
      <Show when={props.small}>
        <p class="small soft">{props.small}</p>
      </Show>
      <Show when={props.children}>
        <div class="actions">{props.children}</div>
      </Show>
    </div>
  )
}
