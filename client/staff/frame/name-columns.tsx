import { For, Show } from 'solid-js'
import { COLUMN_NAMES, columnName, type FrameField } from '../../../surveys/frame-columns.ts'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { frameChange as words } from '../../words/frame-change.ts'
import type { ColumnNames } from '../api.ts'

const FIELDS = Object.keys(COLUMN_NAMES) as FrameField[]

/** Columns whose heads are not known can be named here; what was named is remembered for the next list. */
export function NameColumns(props: {
  ignored: readonly string[]
  names: ColumnNames
  onName: (header: string, field: string) => void
}) {
  const headers = () => [...new Set([...Object.keys(props.names), ...props.ignored])]
  return (
    <Show when={headers().length > 0}>
      <section class="card" data-name-columns>
        <h3>{words.nameColumns}</h3>
        <p class="soft">{words.nameColumnsLead}</p>
        <div class="fields">
          <For each={headers()}>
            {(header) => (
              <ChoiceField
                label={header}
                none={words.notUsed}
                value={props.names[header]}
                options={FIELDS.map((field) => [field, columnName(field)] as const)}
                onChange={(value) => props.onName(header, value)}
              />
            )}
          </For>
        </div>
      </section>
    </Show>
  )
}
