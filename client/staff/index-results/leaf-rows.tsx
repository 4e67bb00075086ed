import { For } from 'solid-js'
import type { ComponentScore } from '../../../analysis/assessment/score-component.ts'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { indexResults as words } from '../../words/index-results.ts'
import { decimalText } from '../../words/numbers.ts'
import { scoreSentence } from '../../words/score-sentence.ts'
import type { Profile } from './api.ts'
import { LOOKS } from './looks.ts'

/** Every component with its points at each look and why. */
export function LeafRows(props: { profile: Profile }) {
  const scored = (look: (typeof LOOKS)[number]) =>
    new Map<string, ComponentScore>(
      (props.profile.scores[look]?.areas ?? []).flatMap(({ criteria }) =>
        criteria.flatMap(({ components }) => components.map((one) => [one.id, one] as const)),
      ),
    )
  const scores = () => LOOKS.map(scored)
  /** as the last look that was ended says */
  const why = () => scores().findLast(({ size }) => size > 0)
  const points = (score: ComponentScore | undefined) =>
    score === undefined || score.state === 'excluded' ? words.none : decimalText(score.points, 2)
  return (
    <details class="card">
      <summary>{words.leaves}</summary>
      <For each={props.profile.card.areas}>
        {(area) => (
          <>
            <h3>{area.name}</h3>
            <TableBox label={area.name}>
              <CardTable class="units-table">
                <thead>
                  <tr>
                    <th scope="col">{words.leaf}</th>
                    <th scope="col" class="number">
                      {words.most}
                    </th>
                    <For each={LOOKS}>
                      {(look) => (
                        <th scope="col" class="number">
                          {words[look]}
                        </th>
                      )}
                    </For>
                    <th scope="col">{words.reason}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={area.criteria.flatMap(({ components }) => components)}>
                    {(part) => (
                      <tr>
                        <th scope="row">
                          {part.id}. {part.name}
                        </th>
                        <td class="number" data-head={words.most}>
                          {decimalText(part.points, 2)}
                        </td>
                        <For each={LOOKS}>
                          {(look, at) => (
                            <td class="number" data-head={words[look]}>
                              {points(scores()[at()]?.get(part.id))}
                            </td>
                          )}
                        </For>
                        <td data-head={words.reason}>
                          {((score) => score && scoreSentence(part, score))(why()?.get(part.id))}
                        </td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </CardTable>
            </TableBox>
          </>
        )}
      </For>
    </details>
  )
}
