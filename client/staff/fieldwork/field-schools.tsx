import { createMemo, createSignal, For, Show } from 'solid-js'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { countText, percentText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import { finds } from '../search.ts'
import type { Fieldwork } from '../shapes.ts'

type School = Fieldwork['schools'][number]
const rateOf = ({ used, issued }: School) => (used ?? 0) / Math.max(1, issued)

/** The slowest schools first: they are the ones to call. */
export function FieldSchools(props: { schools: readonly School[] }) {
  const [wanted, setWanted] = createSignal('')
  const shown = createMemo(() =>
    props.schools
      .filter(({ name, code, area, level }) => finds(wanted(), name, code, area, levelName(level)))
      .toSorted((a, b) => rateOf(a) - rateOf(b)),
  )
  return (
    <section class="card">
      <h3>{words.fieldwork.schools}</h3>
      <p class="soft small">{words.fieldwork.hiddenWhy}</p>
      <Field label={words.fieldwork.find} value={wanted()} onInput={setWanted} />
      <TableBox label={words.fieldwork.schools} tall>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.sample.school}</th>
              <th scope="col" class="wide-only">
                {words.frame.level}
              </th>
              <th scope="col" class="wide-only">
                {words.frame.area}
              </th>
              <th scope="col" class="number">
                {words.fieldwork.issued}
              </th>
              <th scope="col" class="number">
                {words.fieldwork.used}
              </th>
              <th scope="col" class="number">
                {words.fieldwork.rate}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>{(school) => <SchoolRow school={school} />}</For>
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}

function SchoolRow(props: { school: School }) {
  return (
    <tr>
      <th scope="row">
        {props.school.name} <span class="soft small">{props.school.code}</span>
        <span class="soft small narrow-only">
          {' '}
          {levelName(props.school.level)}, {props.school.area}
        </span>
      </th>
      <td class="wide-only">{levelName(props.school.level)}</td>
      <td class="wide-only">{props.school.area}</td>
      <td class="number">{countText(props.school.issued)}</td>
      <Show
        when={props.school.used !== null}
        fallback={
          <>
            <td class="number soft">{words.fieldwork.hidden}</td>
            <td class="number soft">{words.none}</td>
          </>
        }
      >
        <td class="number">{countText(props.school.used ?? 0)}</td>
        <td class="number">{props.school.issued > 0 ? percentText(rateOf(props.school)) : words.none}</td>
      </Show>
    </tr>
  )
}
