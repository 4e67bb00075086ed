import { For } from 'solid-js'
import { decimalText, percentText } from '../../words/numbers.ts'
import { results } from '../../words/results.ts'
import { beside as words } from '../../words/results-beside.ts'
import { levelName } from '../level-name.ts'
import type { AreaModel } from '../shapes.ts'
import { FigureCell, type Shown } from './figure-cell.tsx'
import { PlainTable } from './plain-table.tsx'

/** Small areas: the direct estimate and that of the model side by side. */
export function AreaModels(props: { models: readonly AreaModel[]; onOpen: (shown: Shown) => void }) {
  const points = (share: number) => decimalText(share * 100, 2)
  const rows = (model: AreaModel) =>
    model.areas.map(({ level, area, direct, value, rmse, low, high, shrinkage, synthetic }) => {
      const name = level === null ? area : `${levelName(level)}, ${area}`
      const figure = { value, se: rmse, low, high, deff: null, n: 'n' in direct ? direct.n : 0, df: 0 }
      return [
        name,
        <FigureCell cell={direct} scale="rate" name={name} onOpen={props.onOpen} />,
        <FigureCell
          cell={figure}
          scale="rate"
          name={name}
          method={words.methodModel(points(model.modelSd))}
          onOpen={props.onOpen}
        />,
        `${percentText(low)} – ${percentText(high)}`,
        'value' in direct ? points(direct.se) : results.hidden,
        points(rmse),
        synthetic ? words.synthetic : percentText(shrinkage, 0),
      ]
    })
  return (
    <For each={props.models}>
      {(model) => (
        <details class="card" data-beside="small-areas" open={model.of === 'area'}>
          <summary>{words.smallAreas[model.of]}</summary>
          <p class="small soft">{words.smallNote}</p>
          <PlainTable title={words.smallAreas[model.of]} columns={words.smallColumns} texts={1} rows={rows(model)} />
        </details>
      )}
    </For>
  )
}
