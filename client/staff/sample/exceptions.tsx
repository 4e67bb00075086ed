import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { design as words } from '../../words/design.ts'
import type { DesignDesk } from './design-desk.ts'

type Kind = keyof typeof words.kinds
const KINDS = Object.keys(words.kinds) as Kind[]

/** Schools that chance does not decide about, each with its reason. */
export function Exceptions(props: { desk: DesignDesk; locked: boolean }) {
  const [code, setCode] = createSignal('')
  const [kind, setKind] = createSignal<Kind>('takeAll')
  const [reason, setReason] = createSignal('')
  const plan = () => props.desk.design().plan
  const rows = () => KINDS.flatMap((of) => (plan()[of] ?? []).map((one) => ({ ...one, of })))
  const put = (of: Kind, list: { code: string; reason: string }[]) =>
    props.desk.changePlan({ [of]: list.length > 0 ? list : undefined })
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const wanted = code().trim()
    if (!wanted || !reason().trim()) return
    const others = (plan()[kind()] ?? []).filter((one) => one.code !== wanted)
    put(kind(), [...others, { code: wanted, reason: reason().trim() }])
    setCode('')
    setReason('')
  }
  return (
    <details class="card" open={rows().length > 0}>
      <summary>{words.exceptions}</summary>
      <p class="soft">{words.exceptionsLead}</p>
      <Show when={rows().length > 0} fallback={<p class="soft">{words.noExceptions}</p>}>
        <TableBox label={words.exceptions}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.code}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.reason}</th>
                <th scope="col">
                  <span class="for-readers">{words.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {(row) => (
                  <tr>
                    <th scope="row">{row.code}</th>
                    <td>{words.kinds[row.of]}</td>
                    <td>{row.reason}</td>
                    <td>
                      <Show when={!props.locked}>
                        <Button
                          little
                          tone="quiet"
                          aria-label={words.removeOf(row.code)}
                          onClick={() =>
                            put(
                              row.of,
                              (plan()[row.of] ?? []).filter((one) => one.code !== row.code),
                            )
                          }
                        >
                          {words.remove}
                        </Button>
                      </Show>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
      <Show when={!props.locked}>
        <form onSubmit={add}>
          <div class="fields">
            <Field label={words.code} name="exceptionCode" value={code()} onInput={setCode} required />
            <div class="field">
              <label for="exception-kind">{words.kind}</label>
              <select
                id="exception-kind"
                class="input"
                onChange={(event) => setKind(event.currentTarget.value as Kind)}
              >
                <For each={KINDS}>
                  {(of) => (
                    <option value={of} selected={of === kind()}>
                      {words.kinds[of]}
                    </option>
                  )}
                </For>
              </select>
            </div>
            <Field
              label={words.reason}
              name="exceptionReason"
              class="wide"
              value={reason()}
              onInput={setReason}
              required
            />
          </div>
          <div class="actions">
            <Button type="submit">{words.add}</Button>
          </div>
        </form>
      </Show>
    </details>
  )
}
