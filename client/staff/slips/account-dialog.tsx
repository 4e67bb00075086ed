import { createEffect, createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { accountPacket, type PacketAccount } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import type { Packet } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { packetNumber } from './packet-number.ts'

type Counts = Record<keyof PacketAccount, string>
const numberOf = (text: string): number => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** Before anybody has counted, all that was not kept in reserve is out. */
const startOf = ({ slips, extra, account }: Packet): Counts => {
  const { issued, spoiled, returned, reserve, ineligible } = account ?? {
    issued: slips - extra,
    spoiled: 0,
    returned: 0,
    reserve: extra,
    ineligible: 0,
  }
  return {
    issued: String(issued),
    spoiled: String(spoiled),
    returned: String(returned),
    reserve: String(reserve),
    ineligible: String(ineligible),
  }
}

/** The lines of the minutes; their sum stands beside what was printed while they are typed, and server and database hold it. */
export function AccountDialog(props: { packet: Packet | null; onClose: () => void }) {
  const round = useRound()
  const [counts, setCounts] = createSignal<Counts | null>(null)
  const task = createActionTask(accountPacket)
  createEffect(() => {
    if (!props.packet) return
    setCounts(startOf(props.packet))
    task.forget()
  })
  const set = (name: keyof Counts, value: string) => setCounts((now) => now && { ...now, [name]: value })
  const sum = () => words.slips.accountNames.reduce((total, [name]) => total + numberOf(counts()?.[name] ?? ''), 0)
  const short = () => sum() !== props.packet?.slips
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const typed = counts()
    if (!props.packet || !typed || short()) return
    const account = Object.fromEntries(
      Object.entries(typed).map(([name, text]) => [name, numberOf(text)]),
    ) as PacketAccount
    if (await task.run(round(), props.packet.id, account)) props.onClose()
  }
  return (
    <Dialog
      open={props.packet !== null}
      title={props.packet ? words.slips.accountTitle(packetNumber(props.packet)) : ''}
      onClose={props.onClose}
    >
      <Show when={props.packet && counts()}>
        {(typed) => (
          <form onSubmit={submit}>
            <p>{words.slips.accountLead(countText(props.packet?.slips ?? 0))}</p>
            <For each={words.slips.accountNames}>
              {([name, label, hint]) => (
                <Field
                  label={label}
                  hint={hint}
                  type="number"
                  name={`account-${name}`}
                  min={0}
                  step={1}
                  value={typed()[name]}
                  onInput={(value) => set(name, value)}
                  error={errorAt(task.refusal(), `/${name}`)}
                  required
                />
              )}
            </For>
            <p class={short() ? 'wrong' : 'soft'} aria-live="polite">
              {words.slips.accountSum(
                Number.isNaN(sum()) ? words.none : countText(sum()),
                countText(props.packet?.slips ?? 0),
              )}
              {short() ? ` · ${words.slips.accountShort}` : ' ✓'}
            </p>
            <Field
              label={words.slips.ineligible}
              hint={words.slips.ineligibleHint}
              type="number"
              name="account-ineligible"
              min={0}
              step={1}
              value={typed().ineligible}
              onInput={(value) => set('ineligible', value)}
              error={errorAt(task.refusal(), '/ineligible')}
              required
            />
            <Refused
              refusal={task.refusal()}
              beside={['/issued', '/spoiled', '/returned', '/reserve', '/ineligible']}
            />
            <div class="actions">
              <Button type="submit" tone="main" busy={task.busy()} disabled={short()} data-confirm="account">
                {words.slips.accountAct}
              </Button>
              <Button tone="quiet" onClick={() => props.onClose()}>
                {words.cancel}
              </Button>
            </div>
          </form>
        )}
      </Show>
    </Dialog>
  )
}
