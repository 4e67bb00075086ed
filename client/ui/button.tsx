import { type JSX, Show, splitProps } from 'solid-js'

type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  tone?: 'main' | 'danger' | 'quiet' | 'plain'
  little?: boolean
  /** Work is going on: the button says so and takes no second press. */
  busy?: boolean
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['tone', 'little', 'busy', 'children', 'class', 'onClick', 'type'])
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.busy) event.preventDefault()
    else if (typeof own.onClick === 'function') own.onClick(event)
  }
  return (
    <button
      type={own.type ?? 'button'}
      class={`button ${own.tone ?? 'plain'} ${own.little ? 'little' : ''} ${own.class ?? ''}`}
      aria-busy={own.busy ? 'true' : undefined}
      onClick={press}
      {...rest}
    >
      <Show when={own.busy}>
        <span class="turning" aria-hidden="true" />
      </Show>
      {own.children}
    </button>
  )
}
