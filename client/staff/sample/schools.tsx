import { createMemo, createSignal, For, Show } from 'solid-js'
import { roundAllows } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { design } from '../../words/design.ts'
import { countText, decimalText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import { mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { finds } from '../search.ts'
import type { DrawnSchool } from '../shapes.ts'
import { ReplaceDialog } from './replace-dialog.tsx'

/** The drawn schools; each opens to its classes and the list numbers of the drawn pupils. */
export function Schools(props: { schools: readonly DrawnSchool[] }) {
  const round = useRound()
  const [leaving, setLeaving] = createSignal<DrawnSchool | null>(null)
  const replaceable = () => roundAllows(round().state, 'replace_unit') && mayTake(rolesOf('draw'))
  const [wanted, setWanted] = createSignal('')
  const shown = createMemo(() =>
    props.schools.filter(({ name, code, area, level }) => finds(wanted(), name, code, area, levelName(level))),
  )
  const drawn = () => shown().filter(({ reserve }) => !reserve)
  const reserves = () => shown().filter(({ reserve }) => reserve)
  return (
    <>
      <section class="card">
        <header>
          <h3>{words.sample.drawn}</h3>
          <span class="soft small">
            {words.sample.found(
              countText(drawn().length),
              countText(props.schools.filter(({ reserve }) => !reserve).length),
            )}
          </span>
        </header>
        <Field label={words.sample.find} value={wanted()} onInput={setWanted} />
        <ul class="schools">
          <For each={drawn()}>
            {(school) => <School school={school} {...(replaceable() ? { onReplace: () => setLeaving(school) } : {})} />}
          </For>
        </ul>
      </section>
      <ReplaceDialog school={leaving()} schools={props.schools} onClose={() => setLeaving(null)} />
      <Show when={props.schools.some(({ reserve }) => reserve)}>
        <section class="card">
          <h3>{words.sample.reserveTitle}</h3>
          <p class="soft">{words.sample.reserveLead}</p>
          <ul class="schools">
            <For each={reserves()}>
              {(school) => (
                <School
                  school={school}
                  {...(replaceable() && school.replaces ? { onReplace: () => setLeaving(school) } : {})}
                />
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  )
}

function School(props: { school: DrawnSchool; onReplace?: () => void }) {
  const [open, setOpen] = createSignal(false)
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="school-name">
            {props.school.name} <Fate school={props.school} />
          </span>
          <span class="soft small">
            {props.school.code} · {levelName(props.school.level)} · {props.school.area} ·{' '}
            {words.sample.sizeOf(countText(props.school.size))}
          </span>
          <span class="small" title={words.sample.probabilityWhy}>
            <Show when={!props.school.certainty} fallback={<Chip tone="accent">{words.sample.certain}</Chip>}>
              {words.sample.probability}: {decimalText(props.school.probability, 4)}
            </Show>
          </span>
        </summary>
        <Show when={open()}>
          <TableBox label={props.school.name}>
            <CardTable>
              <thead>
                <tr>
                  <th scope="col">{words.sample.className}</th>
                  <th scope="col" class="number">
                    {words.sample.classSize}
                  </th>
                  <th scope="col">{words.sample.numbers}</th>
                </tr>
              </thead>
              <tbody>
                <For each={props.school.classes}>
                  {(one) => (
                    <tr>
                      <th scope="row">{one.name}</th>
                      <td class="number" data-head={words.sample.classSize}>
                        {countText(one.size)}
                      </td>
                      <td data-head={words.sample.numbers}>{one.numbers.join(', ') || words.none}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </CardTable>
          </TableBox>
          <Show when={props.school.replacedReason}>
            {(reason) => (
              <p class="soft">
                {design.reason}: {reason()}
              </p>
            )}
          </Show>
          <Show when={props.onReplace && props.school.replacedBy === null}>
            <div class="actions">
              <Button little data-action="replace" onClick={() => props.onReplace?.()}>
                {design.replace}
              </Button>
            </div>
          </Show>
        </Show>
      </details>
    </li>
  )
}

/** What became of a school in the field. */
function Fate(props: { school: DrawnSchool }) {
  return (
    <>
      <Show when={props.school.replacedBy}>{(by) => <Chip tone="amber">{design.replacedBy(by().name)}</Chip>}</Show>
      <Show when={props.school.replaces}>{(gone) => <Chip tone="accent">{design.replaces(gone().name)}</Chip>}</Show>
      <Show when={props.school.next}>
        <Chip>{design.nextReserve}</Chip>
      </Show>
    </>
  )
}
