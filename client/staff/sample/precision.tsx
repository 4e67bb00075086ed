import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { readPrecision } from '../api.ts'
import { levelName } from '../level-name.ts'
import { useRound } from '../round/round-context.ts'

/** How exact the results will be, said before anybody is sent out. */
export function Precision() {
  const round = useRound()
  const rows = createAsync(() => readPrecision(round().id))
  return (
    <Show when={(rows() ?? []).length > 0 ? rows() : undefined}>
      {(all) => (
        <section class="card">
          <h3>{words.sample.precision}</h3>
          <p class="soft">{words.sample.precisionLead}</p>
          <TableBox label={words.sample.precision}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{words.sample.domain}</th>
                  <th scope="col" class="number">
                    {words.sample.n}
                  </th>
                  <th scope="col" class="number" title={words.sample.deffWhy}>
                    {words.sample.deff}
                  </th>
                  <th scope="col" class="number">
                    {words.sample.margin}
                  </th>
                  <th scope="col" class="number" title={words.sample.leastWhy}>
                    {words.sample.least}
                  </th>
                  <th scope="col" class="number">
                    {words.sample.df}
                  </th>
                  <th scope="col" class="number">
                    {words.sample.lonely}
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={all()}>
                  {(row) => (
                    <tr>
                      <th scope="row">{row.name === 'all' ? words.sample.whole : levelName(row.name)}</th>
                      <td class="number">{countText(row.n)}</td>
                      <td class="number">{decimalText(row.deff, 1)}</td>
                      <td class="number">±{decimalText(row.marginPercent, 1)}</td>
                      <td class="number">
                        {row.leastProvable === null ? words.sample.notPossible : percentText(row.leastProvable)}
                      </td>
                      <td class="number">{countText(row.df)}</td>
                      <td class="number">{countText(row.lonelyStrata)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </TableBox>
          <p class="small soft">
            {words.sample.deff}: {words.sample.deffWhy} {words.sample.least}: {words.sample.leastWhy}
          </p>
        </section>
      )}
    </Show>
  )
}
