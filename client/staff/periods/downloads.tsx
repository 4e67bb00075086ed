import { For } from 'solid-js'
import { periods as words } from '../../words/periods.ts'

export type Download = Readonly<{ format: 'docx' | 'pdf' | 'zip'; address: string }>

/** One document in the forms it can be taken in, said as a group. */
export function Downloads(props: { label: string; files: readonly Download[]; name: string }) {
  return (
    <fieldset class="actions tight downloads">
      <legend class="small soft">{props.label}</legend>
      <For each={props.files}>
        {({ format, address }) => (
          <a
            class="button"
            href={address}
            target="_self"
            download=""
            data-action={`${props.name}-${format}`}
            aria-label={`${props.label}: ${words.formats[format]}`}
          >
            {words.formats[format]}
          </a>
        )}
      </For>
    </fieldset>
  )
}
