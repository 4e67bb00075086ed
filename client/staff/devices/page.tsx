import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { formatCode } from '../../../surveys/slip.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { devices as words } from '../../words/devices.ts'
import { issueDevice, listDevices, revokeDevice } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'

/** Tablets that stand at a school's gate: who has a key, and who has not any more. */
export default function DevicesPage() {
  createTitle(() => words.title)
  const list = createAsync(() => listDevices())
  const [label, setLabel] = createSignal('')
  const [shown, setShown] = createSignal<{ key: string; pin: string } | null>(null)
  const [leaving, setLeaving] = createSignal<{ id: string; label: string } | null>(null)
  const issuing = createActionTask(issueDevice)
  const revoking = createActionTask(revokeDevice)
  const issue = async (event: SubmitEvent) => {
    event.preventDefault()
    const issued = (await issuing.run(label())) as { key: string; pin: string } | undefined
    if (!issued) return
    setShown(issued)
    setLabel('')
  }
  const revoke = async () => {
    const id = leaving()?.id
    if (id !== undefined && (await revoking.run(id)) !== undefined) setLeaving(null)
  }
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <form class="card" onSubmit={issue}>
        <Field label={words.label} hint={words.labelHint} name="label" value={label()} onInput={setLabel} required />
        <Refused refusal={issuing.refusal()} />
        <div class="actions">
          <Button tone="main" type="submit" busy={issuing.busy()} data-action="issue-device">
            {words.issue}
          </Button>
        </div>
      </form>
      <Show when={shown()}>
        {(issued) => (
          <section class="card" role="status">
            <p>{words.issuedTitle}</p>
            <dl>
              <dt>{words.key}</dt>
              <dd class="mono">{formatCode(issued().key)}</dd>
              <dt>{words.pin}</dt>
              <dd class="mono">{issued().pin}</dd>
            </dl>
          </section>
        )}
      </Show>
      <Show when={list()}>
        {(devices) => (
          <Show when={devices().length > 0} fallback={<Empty title={words.emptyTitle} text={words.emptyText} />}>
            <TableBox label={words.title}>
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{words.label}</th>
                    <th scope="col">{words.createdOn}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.more}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={devices()}>
                    {(device) => (
                      <tr>
                        <th scope="row">{device.label}</th>
                        <td>{dayText(device.createdOn)}</td>
                        <td>
                          <Chip tone={device.state === 'active' ? 'accent' : 'plain'}>
                            {words.states[device.state]}
                          </Chip>
                        </td>
                        <td>
                          <Show when={device.state === 'active'}>
                            <Button tone="quiet" little onClick={() => setLeaving(device)}>
                              {words.revoke}
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
        )}
      </Show>
      <Dialog open={leaving() !== null} title={words.revokeTitle} onClose={() => setLeaving(null)}>
        <p>
          <b>{leaving()?.label}</b>
        </p>
        <p>{words.revokeText}</p>
        <Refused refusal={revoking.refusal()} />
        <div class="actions">
          <Button tone="danger" busy={revoking.busy()} onClick={revoke} data-action="revoke-device">
            {words.revoke}
          </Button>
          <Button onClick={() => setLeaving(null)}>{words.cancel}</Button>
        </div>
      </Dialog>
    </div>
  )
}
