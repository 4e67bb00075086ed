/** A wide button; `main` for the one thing to do here. */
export function Button(props: { label: string; main?: boolean; press: () => void }) {
  return (
    <button type="button" class={props.main ? 'big main' : 'big'} onClick={() => props.press()}>
      {props.label}
    </button>
  )
}
