import { createEffect, createSignal } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { staff as words } from '../../words/staff.ts'
import { accountPacket } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import type { Packet } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { numberText } from './packets.tsx'

/** The sum printed = issued + spoiled + returned + reserve is kept by the server; here the two counts are entered. */
export function AccountDialog(props: { packet: Packet | null; onClose: () => void }) {
  const round = useRound()
  const [spoiled, setSpoiled] = createSignal('0')
  const [returned, setReturned] = createSignal('0')
  const task = createActionTask(accountPacket)
  createEffect(() => {
    if (!props.packet) return
    setSpoiled('0')
    setReturned('0')
    task.forget()
  })
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { packet } = props
    if (!packet) return
    const counts = { spoiled: Number(spoiled()), returned: Number(returned()) }
    if (await task.run(round(), packet.id, counts)) props.onClose()
  }
  return (
    <Dialog
      open={props.packet !== null}
      title={props.packet ? words.slips.accountTitle(numberText(props.packet)) : ''}
      onClose={props.onClose}
    >
      <form onSubmit={submit}>
        <p>{words.slips.accountLead}</p>
        <Field
          label={words.slips.spoiled}
          type="number"
          min={0}
          step={1}
          value={spoiled()}
          onInput={setSpoiled}
          error={errorAt(task.refusal(), '/spoiled')}
          required
        />
        <Field
          label={words.slips.returned}
          type="number"
          min={0}
          step={1}
          value={returned()}
          onInput={setReturned}
          error={errorAt(task.refusal(), '/returned')}
          required
        />
        <Refused refusal={task.refusal()} beside={['/spoiled', '/returned']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-confirm="account">
            {words.slips.accountAct}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
