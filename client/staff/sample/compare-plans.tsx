import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { design as words } from '../../words/design.ts'
import { countText } from '../../words/numbers.ts'
import type { Designs, Kept } from './api.ts'
import type { DesignDesk } from './design-desk.ts'
import { marginText, moneyText, provableText } from './figure-texts.ts'

type Measure = keyof typeof words.compare
const MEASURES = Object.keys(words.compare) as Measure[]

/** The kept plans side by side, the one on the desk among them; one of them becomes the plan of the round. */
export function ComparePlans(props: { desk: DesignDesk; designs: Designs; locked: boolean }) {
  const plans = () => props.designs.designs
  return (
    <section class="card" data-part="plans">
      <h3>{words.plans}</h3>
      <p class="soft">{words.plansLead}</p>
      <Show when={!props.locked}>
        <div class="fields">
          <Field label={words.name} name="designName" value={props.desk.name()} onInput={props.desk.setName} />
        </div>
        <div class="actions">
          <Button busy={props.desk.busy()} data-action="use-design" onClick={props.desk.use}>
            {words.use}
          </Button>
          <Button tone="quiet" busy={props.desk.busy()} data-action="save-design" onClick={props.desk.save}>
            {words.save}
          </Button>
          <Show when={props.desk.opened()}>
            <Button tone="quiet" busy={props.desk.busy()} data-action="save-new-design" onClick={props.desk.saveNew}>
              {words.saveNew}
            </Button>
          </Show>
          <Show when={props.desk.unsaved()}>
            <span class="soft">{words.unsaved}</span>
          </Show>
        </div>
      </Show>
      <Show when={plans().length > 0} fallback={<p class="soft">{words.noPlans}</p>}>
        <TableBox label={words.plans}>
          <table class="table compare">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <For each={plans()}>
                  {(plan) => (
                    <th scope="col" class="number">
                      {plan.name}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={MEASURES}>
                {(measure) => (
                  <tr>
                    <th scope="row">{words.compare[measure]}</th>
                    <For each={plans()}>{(plan) => <td class="number">{measureText(plan, measure)}</td>}</For>
                  </tr>
                )}
              </For>
              <tr>
                <td />
                <For each={plans()}>
                  {(plan) => (
                    <td class="number">
                      <Acts desk={props.desk} plan={plan} locked={props.locked} />
                    </td>
                  )}
                </For>
              </tr>
            </tbody>
          </table>
        </TableBox>
      </Show>
    </section>
  )
}

function measureText({ totals }: Kept, measure: Measure): string {
  if (!totals) return words.doesNotFit
  if (measure === 'cost') return moneyText(totals.cost)
  if (measure === 'margin' || measure === 'worstMargin') return marginText(totals[measure])
  if (measure === 'provableRate') return provableText(totals.provableRate, totals.margin)
  if (measure === 'provableParts') return words.partsOf(countText(totals.provableParts), countText(totals.parts))
  return countText(totals[measure])
}

function Acts(props: { desk: DesignDesk; plan: Kept; locked: boolean }) {
  const isOpen = () => props.desk.opened()?.id === props.plan.id
  return (
    <div class="acts">
      <Show when={props.plan.inUse}>
        <Chip tone="green">{words.inUse}</Chip>
      </Show>
      <Show
        when={isOpen()}
        fallback={
          <Button little data-action="open-design" onClick={() => props.desk.open(props.plan)}>
            {words.open}
          </Button>
        }
      >
        <Chip tone="accent">{words.opened}</Chip>
      </Show>
      <Show when={!props.locked && !props.plan.inUse}>
        <Button
          little
          busy={props.desk.busy()}
          disabled={isOpen() && props.desk.unsaved()}
          title={isOpen() && props.desk.unsaved() ? words.saveFirst : words.choose}
          data-action="choose-design"
          onClick={() => props.desk.choose(props.plan)}
        >
          {words.chooseShort}
        </Button>
        <Button little tone="quiet" busy={props.desk.busy()} onClick={() => props.desk.drop(props.plan)}>
          {words.drop}
        </Button>
      </Show>
    </div>
  )
}
