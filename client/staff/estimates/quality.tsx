import { Show } from 'solid-js'
import { countText, decimalText } from '../../words/numbers.ts'
import { results } from '../../words/results.ts'
import { beside as words } from '../../words/results-beside.ts'
import { levelName } from '../level-name.ts'
import type { Extras } from '../shapes.ts'
import { FigureCell, type Shown } from './figure-cell.tsx'
import { type Blocks, ofName } from './of-name.ts'
import { PlainTable } from './plain-table.tsx'

const BIAS_LEVEL = 0.05
const pText = (p: number) => (p < 0.001 ? '< 0,001' : decimalText(p, 3))
const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${decimalText(Math.abs(value), 2)}`

/** How good the answers are: reliability, ways of answering, items they move, blanks and "does not know". */
export function Quality(props: { extras: Extras; blocks: Blocks; onOpen: (shown: Shown) => void }) {
  const alphas = () =>
    (props.extras.reliability ?? []).map((row) => [
      levelName(row.level),
      row.block === null ? words.fiveBlocks : ofName(row.block, props.blocks),
      countText(row.items),
      row.value === null ? results.hidden : decimalText(row.value, 2),
      row.se === null ? results.hidden : decimalText(row.se, 3),
      row.low === null ? results.hidden : `${decimalText(row.low, 2)} – ${decimalText(row.high ?? 1, 2)}`,
      countText(row.n),
    ])
  const modes = () =>
    (props.extras.modeEffect ?? []).flatMap(({ by, reference, effects, p }) =>
      effects.map((effect) => [
        words.by[by],
        `${nameOf(effect.name)}, ${words.against(nameOf(reference))}`,
        signed(effect.value),
        `${signed(effect.low)} – ${signed(effect.high)}`,
        pText(p),
      ]),
    )
  const biased = () =>
    (props.extras.itemBias ?? [])
      .filter(({ adjustedP }) => adjustedP < BIAS_LEVEL)
      .map(({ level, item, text, by, reference, effects, adjustedP }) => [
        levelName(level),
        `${item}. ${text}`,
        words.by[by],
        effects.map(({ name, value }) => `${nameOf(name)}: ${signed(value)}`).join('; ') +
          ` (${words.against(nameOf(reference))})`,
        pText(adjustedP),
      ])
  const blanks = () =>
    [...(props.extras.itemNonresponse ?? [])]
      .sort((a, b) => shareOf(b.blank) - shareOf(a.blank))
      .map(({ level, item, text, asked, blank, notKnown }) => [
        levelName(level),
        `${item}. ${text}`,
        countText(asked),
        <FigureCell cell={blank} scale="rate" name={`${item}, ${levelName(level)}`} onOpen={props.onOpen} />,
        <FigureCell cell={notKnown} scale="rate" name={`${item}, ${levelName(level)}`} onOpen={props.onOpen} />,
      ])
  return (
    <>
      <Show when={props.extras.reliability}>
        <details class="card" data-beside="reliability">
          <summary>{words.reliability}</summary>
          <p class="small soft">{words.reliabilityNote}</p>
          <PlainTable title={words.reliability} columns={words.reliabilityColumns} texts={2} rows={alphas()} />
        </details>
      </Show>
      <Show when={props.extras.modeEffect}>
        <details class="card" data-beside="mode">
          <summary>{words.mode}</summary>
          <p class="small soft">{words.modeNote}</p>
          <Show when={modes().length > 0} fallback={<p>{words.noMode}</p>}>
            <PlainTable title={words.mode} columns={words.modeColumns} texts={2} rows={modes()} />
          </Show>
          <h4>{words.bias}</h4>
          <p class="small soft">{words.biasNote}</p>
          <Show when={biased().length > 0} fallback={<p>{words.noBias}</p>}>
            <PlainTable title={words.bias} columns={words.biasColumns} texts={3} rows={biased()} />
          </Show>
        </details>
      </Show>
      <Show when={props.extras.itemNonresponse}>
        <details class="card" data-beside="nonresponse">
          <summary>{words.nonresponse}</summary>
          <p class="small soft">{words.nonresponseNote}</p>
          <PlainTable title={words.nonresponse} columns={words.nonresponseColumns} texts={2} rows={blanks()} />
        </details>
      </Show>
    </>
  )
}

const shareOf = (cell: Parameters<typeof FigureCell>[0]['cell']): number => ('value' in cell ? cell.value : -1)
/** A way of answering as a person calls it; a code without a word stays a code. */
const nameOf = (code: string): string => (words.ways as Readonly<Record<string, string>>)[code] ?? code
