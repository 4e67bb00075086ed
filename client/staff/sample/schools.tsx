import { createMemo, createSignal, For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { countText, decimalText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import { finds } from '../search.ts'
import type { DrawnSchool } from '../shapes.ts'

/** The drawn schools; each opens to its classes and the list numbers of the drawn pupils. */
export function Schools(props: { schools: readonly DrawnSchool[] }) {
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
          <For each={drawn()}>{(school) => <School school={school} />}</For>
        </ul>
      </section>
      <Show when={props.schools.some(({ reserve }) => reserve)}>
        <section class="card">
          <h3>{words.sample.reserveTitle}</h3>
          <p class="soft">{words.sample.reserveLead}</p>
          <ul class="schools">
            <For each={reserves()}>{(school) => <School school={school} />}</For>
          </ul>
        </section>
      </Show>
    </>
  )
}

function School(props: { school: DrawnSchool }) {
  const [open, setOpen] = createSignal(false)
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="school-name">{props.school.name}</span>
          <span class="soft small">
            {props.school.code} · {levelName(props.school.level)} · {props.school.area} · {countText(props.school.size)}{' '}
            {words.sample.size.toLowerCase()}
          </span>
          <span class="small" title={words.sample.probabilityWhy}>
            <Show when={!props.school.certainty} fallback={<Chip tone="accent">{words.sample.certain}</Chip>}>
              {words.sample.probability}: {decimalText(props.school.probability, 4)}
            </Show>
          </span>
        </summary>
        <Show when={open()}>
          <table class="table">
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
                    <td class="number">{countText(one.size)}</td>
                    <td>{one.numbers.join(', ') || words.none}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
      </details>
    </li>
  )
}
