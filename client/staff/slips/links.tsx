import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { field as words } from '../../words/field.ts'
import { countText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { downloadPoster, makeLink, readLinks, revokeLink } from '../field-api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask, createTask } from '../task.ts'

/** Links and posters without slips, behind a fold: the usual way is a slip. */
export function OpenLinks() {
  const round = useRound()
  const links = createAsync(() => readLinks(round().id))
  const [mode, setMode] = createSignal<'class_link' | 'poster'>('class_link')
  const [form, setForm] = createSignal('')
  const [label, setLabel] = createSignal('')
  const [school, setSchool] = createSignal('')
  const [most, setMost] = createSignal('40')
  const making = createActionTask(makeLink)
  const revoking = createActionTask(revokeLink)
  const poster = createTask((id: string) => downloadPoster(round().id, id))
  const forms = () => [...new Map(round().matrix.map((cell) => [cell.instrumentId.split('@')[0], cell.title]))]
  const chosenForm = () => forms().find(([value]) => value === form())?.[0] ?? forms()[0]?.[0] ?? ''
  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    const link = {
      mode: mode(),
      form: chosenForm(),
      label: label(),
      school: school().trim() || null,
      most: Number(most()),
    }
    if ((await making.run(round().id, link)) !== undefined) setLabel('')
  }
  return (
    <details class="card" id="open-links">
      <summary>{words.links}</summary>
      <p class="soft">{words.linksLead}</p>
      <Show when={['approved', 'sampling', 'fielding'].includes(round().state)}>
        <form onSubmit={make}>
          <div class="field">
            <label for="link-mode">{words.linkMode}</label>
            <select
              id="link-mode"
              class="input"
              onChange={(event) => setMode(event.currentTarget.value as 'class_link' | 'poster')}
            >
              <For each={Object.entries(words.linkModes)}>
                {([value, text]) => (
                  <option value={value} selected={value === mode()}>
                    {text}
                  </option>
                )}
              </For>
            </select>
          </div>
          <div class="field">
            <label for="link-form">{words.linkForm}</label>
            <select id="link-form" class="input" onChange={(event) => setForm(event.currentTarget.value)}>
              <For each={forms()}>
                {([value, title]) => (
                  <option value={value} selected={value === chosenForm()}>
                    {title}
                  </option>
                )}
              </For>
            </select>
          </div>
          <Field label={words.linkLabel} name="link-label" value={label()} onInput={setLabel} required />
          <Field
            label={words.linkSchool}
            name="link-school"
            value={school()}
            onInput={setSchool}
            required={mode() === 'class_link'}
            error={errorAt(making.refusal(), '/school')}
          />
          <Field label={words.linkMost} type="number" min={1} max={5000} value={most()} onInput={setMost} required />
          <Refused refusal={making.refusal()} beside={['/school']} />
          <div class="actions">
            <Button type="submit" busy={making.busy()} data-action="make-link">
              {words.linkMake}
            </Button>
          </div>
        </form>
      </Show>
      <Refused refusal={poster.refusal() ?? revoking.refusal()} />
      <Show when={(links() ?? []).length > 0}>
        <TableBox label={words.links} tall>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.linkLabel}</th>
                <th scope="col">{words.linkMode}</th>
                <th scope="col">{words.linkAddress}</th>
                <th scope="col" class="number">
                  {words.linkReceived}
                </th>
                <th scope="col">{staff.slips.more}</th>
              </tr>
            </thead>
            <tbody>
              <For each={links()}>
                {(link) => (
                  <tr>
                    <th scope="row">{link.label}</th>
                    <td>{words.linkModes[link.mode]}</td>
                    <td class="mono">{link.address}</td>
                    <td class="number">
                      {countText(link.received)} / {countText(link.most)}
                    </td>
                    <td>
                      <Show when={link.state === 'open'} fallback={words.linkRevoked}>
                        <div class="actions tight">
                          <Button little busy={poster.busy()} onClick={() => poster.run(link.id)}>
                            {words.linkPoster}
                          </Button>
                          <Button little tone="danger" onClick={() => revoking.run(round().id, link.id)}>
                            {words.linkRevoke}
                          </Button>
                        </div>
                      </Show>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
    </details>
  )
}
