import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import { mayTake } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { finds } from '../search.ts'
import type { Packet } from '../shapes.ts'
import { AccountDialog } from './account-dialog.tsx'
import { packetNumber } from './packet-number.ts'
import { RevokeDialog } from './revoke-dialog.tsx'

/** Long lists grow as far as they are asked for; the search finds the rest. */
const PAGE = 50
const MAKERS = ['designer', 'admin']

const accountText = ({ issued, spoiled, returned, reserve }: NonNullable<Packet['account']>): string =>
  [issued, spoiled, returned, reserve].map(countText).join(' + ')

export function Packets(props: { packets: readonly Packet[] }) {
  const round = useRound()
  const [wanted, setWanted] = createSignal('')
  const [accounting, setAccounting] = createSignal<Packet | null>(null)
  const [revoking, setRevoking] = createSignal<Packet | null>(null)
  const found = createMemo(() =>
    props.packets.filter((packet) =>
      finds(wanted(), packetNumber(packet), packet.school, packet.className, packet.area, levelName(packet.level)),
    ),
  )
  const [most, setMost] = createSignal(PAGE)
  const shown = () => found().slice(0, most())
  const anyExtra = () => props.packets.some(({ extra }) => extra > 0)
  const mayAccount = () => mayTake(MAKERS) && ['fielding', 'closed'].includes(round().state)
  const mayRevoke = () => mayTake(MAKERS) && ['sampling', 'fielding'].includes(round().state)
  return (
    <section class="card">
      <header>
        <h3>{words.slips.packets}</h3>
        <span class="soft small">{words.slips.found(countText(shown().length), countText(props.packets.length))}</span>
      </header>
      <Field
        label={words.slips.find}
        value={wanted()}
        onInput={(text) => {
          setWanted(text)
          setMost(PAGE)
        }}
      />
      <TableBox label={words.slips.packets}>
        <CardTable class="packets">
          <thead>
            <tr>
              <th scope="col">{words.slips.number}</th>
              <th scope="col">{words.slips.school}</th>
              <th scope="col">{words.slips.className}</th>
              <th scope="col">{words.slips.level}</th>
              <th scope="col">{words.slips.area}</th>
              <th scope="col">{words.slips.state}</th>
              <th scope="col" class="number">
                {words.slips.count}
              </th>
              <Show when={anyExtra()}>
                <th scope="col" class="number">
                  {words.slips.extraShort}
                </th>
              </Show>
              <Show when={mayAccount() || mayRevoke()}>
                <th scope="col">{words.slips.more}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>
              {(packet) => (
                <tr>
                  <th scope="row" class="mono">
                    {packetNumber(packet)}
                  </th>
                  <td data-head={words.slips.school}>{packet.school}</td>
                  <td class="whole" data-head={words.slips.className}>
                    {packet.className}
                  </td>
                  <td class="whole" data-head={words.slips.level}>
                    {levelName(packet.level)}
                  </td>
                  <td data-head={words.slips.area}>{packet.area}</td>
                  <td data-head={words.slips.state}>
                    <Chip tone={packet.over ? 'red' : packet.state === 'issued' ? 'accent' : 'plain'}>
                      {packet.over ? words.slips.over : (words.slips.states[packet.state] ?? packet.state)}
                    </Chip>
                    <Show when={packet.account}>
                      {(account) => <span class="soft small"> {words.slips.accountDone(accountText(account()))}</span>}
                    </Show>
                  </td>
                  <td class="number" data-head={words.slips.count}>
                    {countText(packet.slips)}
                  </td>
                  <Show when={anyExtra()}>
                    <td class="number" data-head={words.slips.extraShort}>
                      {countText(packet.extra)}
                    </td>
                  </Show>
                  <Show when={mayAccount() || mayRevoke()}>
                    <td>
                      <div class="actions tight">
                        <Show when={mayAccount()}>
                          <Button
                            little
                            data-action="account"
                            aria-label={words.slips.accountTitle(packetNumber(packet))}
                            onClick={() => setAccounting(packet)}
                          >
                            {words.slips.account}
                          </Button>
                        </Show>
                        <Show when={mayRevoke()}>
                          <Button
                            little
                            tone="danger"
                            data-action="revoke"
                            aria-label={words.slips.revokeTitle(packetNumber(packet))}
                            onClick={() => setRevoking(packet)}
                          >
                            {words.slips.revoke}
                          </Button>
                        </Show>
                      </div>
                    </td>
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
      <Show when={found().length > shown().length}>
        <div class="actions">
          <Button data-action="more-packets" onClick={() => setMost(most() + PAGE)}>
            {words.slips.showMore(countText(Math.min(PAGE, found().length - shown().length)))}
          </Button>
        </div>
      </Show>
      <AccountDialog packet={accounting()} onClose={() => setAccounting(null)} />
      <RevokeDialog packet={revoking()} onClose={() => setRevoking(null)} />
    </section>
  )
}
