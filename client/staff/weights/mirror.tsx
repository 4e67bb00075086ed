import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { decimalText, percentText } from '../../words/numbers.ts'
import { issue, problem } from '../../words/problem.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { WeightTrial } from '../shapes.ts'

type Mirror = NonNullable<WeightTrial['representativity']>
type Measured = Extract<Mirror, { indicator: number }>
/** Response rates nearer to the mean than this are called equal. */
const ALIKE = 0.02

/** How far those who answered mirror those who were asked, and which groups answered less. */
export function MirrorCard(props: { mirror: Mirror }) {
  const measured = () => ('indicator' in props.mirror ? props.mirror : undefined)
  const refused = () => ('refused' in props.mirror ? props.mirror.refused.code : '')
  return (
    <section class="card">
      <h3>{words.weights.mirror}</h3>
      <p class="soft small">{words.weights.mirrorWhy}</p>
      <Show
        when={measured()}
        fallback={
          <p>
            {words.weights.mirrorRefused}: {issue[refused()] ?? problem.unexpected}
          </p>
        }
      >
        {(found) => (
          <>
            <dl class="facts">
              <dt>{words.weights.indicator}</dt>
              <dd>
                <b>{decimalText(found().indicator, 3)}</b> ± {decimalText(1.96 * found().se, 3)}
              </dd>
            </dl>
            <Parts mirror={found()} />
          </>
        )}
      </Show>
    </section>
  )
}

const levelText = (column: string, level: string): string =>
  column === 'level' ? levelName(level) : column === 'khmer' ? (words.weights.khmer[level] ?? level) : level

function Parts(props: { mirror: Measured }) {
  const says = (rate: number) => {
    const apart = rate - props.mirror.meanPropensity
    return Math.abs(apart) < ALIKE ? words.weights.same : apart > 0 ? words.weights.more : words.weights.less
  }
  return (
    <TableBox label={words.weights.parts}>
      <table class="table steps">
        <caption>{words.weights.parts}</caption>
        <thead>
          <tr>
            <th scope="col">{words.weights.group}</th>
            <th scope="col" class="number">
              {words.weights.groupShare}
            </th>
            <th scope="col" class="number">
              {words.weights.groupRate}
            </th>
            <th scope="col">{words.weights.groupSays}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.mirror.partial}>
            {(part) => (
              <For each={part.levels}>
                {(level) => (
                  <tr>
                    <th scope="row">
                      <span class="soft small">{words.weights.columns[part.name] ?? part.name}: </span>
                      {levelText(part.name, level.level)}
                    </th>
                    <td class="number">{percentText(level.share)}</td>
                    <td class="number">{percentText(level.rate)}</td>
                    <td>{says(level.rate)}</td>
                  </tr>
                )}
              </For>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}
