import { For, Show } from 'solid-js'
import { COLUMN_NAMES, columnName, type FrameField } from '../../../surveys/frame-columns.ts'
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
            {(header, place) => (
              <div class="field">
                <label for={`column-${place()}`}>{header}</label>
                <select
                  id={`column-${place()}`}
                  class="input"
                  onChange={(event) => props.onName(header, event.currentTarget.value)}
                >
                  <option value="">{words.notUsed}</option>
                  <For each={FIELDS}>
                    {(field) => (
                      <option value={field} selected={field === props.names[header]}>
                        {columnName(field)}
                      </option>
                    )}
                  </For>
                </select>
              </div>
            )}
          </For>
        </div>
      </section>
    </Show>
  )
}
