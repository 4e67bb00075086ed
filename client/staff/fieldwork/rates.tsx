import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { field as words } from '../../words/field.ts'
import { modeNames } from '../../words/modes.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { classes } from '../../words/own.ts'
import { recontact } from '../../words/recontact.ts'
import { staff } from '../../words/staff.ts'
import { downloadReminders } from '../field-api.ts'
import { Refused } from '../refused.tsx'
import { mayTake } from '../round/main-action.tsx'
import type { Fieldwork } from '../shapes.ts'
import { createTask } from '../task.ts'
import { Interview } from './interview.tsx'
import { Modes } from './modes.tsx'

/** Who sees what the calls came to. */
const LOOKERS = ['designer', 'analyst', 'director', 'admin']
const TYPISTS = ['designer', 'analyst', 'admin']

const outcomeTexts = ({ rates }: Fieldwork): Record<string, string> => {
  const counts = Object.entries(rates.outcomes)
  return {
    ...Object.fromEntries(counts.map(([name, count]) => [name, countText(count)])),
    drawn: countText(counts.reduce((sum, [, count]) => sum + count, 0)),
    eligible: decimalText(rates.eligible, 3),
  }
}

/** Rates with their definitions, sheets without slips apart, and what can be done now. */
export function FieldRates(props: { field: Fieldwork; round: string; open: boolean }) {
  const reminding = createTask(() => downloadReminders(props.round))
  return (
    <>
      <section class="card" id="rates">
        <h3>{words.rates}</h3>
        <TableBox label={words.rates}>
          <table class="table">
            <tbody>
              <For each={words.rateNames}>
                {([name, text]) => {
                  const value = () => props.field.rates[name]
                  return (
                    <tr>
                      <th scope="row">{text}</th>
                      <td class="number">{value() === null ? staff.none : percentText(value() ?? 0)}</td>
                    </tr>
                  )
                }}
              </For>
            </tbody>
          </table>
        </TableBox>
        <p class="soft small">{words.ratesOf(outcomeTexts(props.field))}</p>
        <Refused refusal={reminding.refusal()} />
        <div class="actions">
          <Button busy={reminding.busy()} data-action="reminders" onClick={() => reminding.run()}>
            {words.reminders}
          </Button>
          <A class="button" href={`/rounds/${props.round}/classes`}>
            {classes.open}
          </A>
          <Show when={mayTake(LOOKERS)}>
            <A class="button" href={`/rounds/${props.round}/recontact`}>
              {recontact.open}
            </A>
          </Show>
          <Show when={props.open && mayTake(TYPISTS)}>
            <A class="button" href={`/rounds/${props.round}/paper`}>
              {words.paper}
            </A>
          </Show>
        </div>
      </section>
      <Modes modes={props.field.modes} />
      <div class="cards">
        <Show when={props.open && mayTake(TYPISTS)}>
          <Interview round={props.round} />
        </Show>
        <Show when={props.field.open.length > 0}>
          <section class="card" id="open-counts">
            <h3>{words.open}</h3>
            <p class="soft small">{words.openLead}</p>
            <ul>
              <For each={props.field.open}>
                {(row) => (
                  <li>
                    {modeNames[row.mode]}: {words.openRow(countText(row.received), countText(row.links))}
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Show>
      </div>
    </>
  )
}
