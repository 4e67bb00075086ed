import { Index } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { design as words } from '../../words/design.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import type { Forecast } from './api.ts'
import type { DesignDesk } from './design-desk.ts'
import { marginText, provableText, stratumText } from './figure-texts.ts'

type Domain = Forecast['domains'][number]
/** Below this the interval is clearly wider than the number of answers says. */
const FEW_DF = 10

/** How exact each published figure will be, said before anybody is sent out. */
export function DomainTable(props: { desk: DesignDesk; target: number }) {
  const name = ({ column, value }: Domain) => (column === null ? words.whole : stratumText([column], [value]))
  const rate = () => percentText(props.desk.design().assumptions.rate)
  return (
    <section class="card" data-part="domains">
      <header>
        <h3>{words.domains}</h3>
        <span class="soft small" role="status">
          {props.desk.waiting() ? words.computing : ''}
        </span>
      </header>
      <p class="soft">{words.domainsLead(rate(), percentText(props.target))}</p>
      <TableBox label={words.domains}>
        <CardTable class="domains">
          <thead>
            <tr>
              <th scope="col">{words.domain}</th>
              <th scope="col" class="number">
                {words.compare.schools}
              </th>
              <th scope="col" class="number">
                {words.answers}
              </th>
              <th scope="col" class="number" title={words.deffWhy}>
                {words.deff}
              </th>
              <th scope="col" class="number" title={words.dfWhy}>
                {words.df}
              </th>
              <th scope="col" class="number">
                {words.lonely}
              </th>
              <th scope="col" class="number">
                {words.margin}
              </th>
              <th scope="col" class="number" title={words.provableWhy}>
                {words.provable}
              </th>
            </tr>
          </thead>
          <tbody>
            <Index each={props.desk.forecast()?.domains ?? []}>
              {(row) => (
                <tr data-domain={`${row().column ?? 'all'} ${row().value}`}>
                  <th scope="row">{name(row())}</th>
                  <td class="number" data-head={words.compare.schools}>
                    {countText(row().schools)}
                  </td>
                  <td class="number" data-head={words.answers}>
                    {countText(Math.round(row().answers))}
                  </td>
                  <td class="number" data-head={words.deff}>
                    {decimalText(row().deff, 2)}
                  </td>
                  <td class={`number ${row().df < FEW_DF ? 'few' : ''}`} data-head={words.df}>
                    {countText(row().df)}
                  </td>
                  <td class={`number ${row().lonely > 0 ? 'few' : ''}`} data-head={words.lonely}>
                    {countText(row().lonely)}
                  </td>
                  <td class="number" data-head={words.margin} data-figure="margin">
                    {marginText(row().margin)}
                  </td>
                  <td class="number" data-head={words.provable}>
                    {provableText(row().provableRate, row().margin)}
                  </td>
                </tr>
              )}
            </Index>
          </tbody>
        </CardTable>
      </TableBox>
      <p class="small soft">
        {words.deff}: {words.deffWhy} {words.df}: {words.dfWhy} {words.provable}: {words.provableWhy}
      </p>
    </section>
  )
}
