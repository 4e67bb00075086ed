import { Index, Show } from 'solid-js'
import type { Area } from '../../../surveys/criteria/criteria-set.ts'
import { splitArea, sumOf } from '../../../surveys/criteria/keep-sums.ts'
import { Button } from '../../ui/button.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { numberText } from '../../words/read-number.ts'
import { moved, type Path, withValue } from '../drafting/path.ts'
import { useCardDesk } from './card-editor.ts'
import { NumberInput, TextInput } from './card-field.tsx'
import { CriterionRow } from './criterion-row.tsx'
import { newCriterion } from './new-part.ts'
import { SumLine } from './sum-line.tsx'

/** One area with its criteria; its own line opens to name it and to say what it is worth. */
export function AreaBlock(props: { place: number; area: Area }) {
  const desk = useCardDesk()
  const path = (): Path => ['areas', props.place]
  const open = () => desk.openAt() === String(props.place)
  const all = () => desk.editor.form().areas
  const setAll = (areas: readonly Area[]) => desk.editor.set(['areas'], areas)
  const add = () => {
    desk.editor.change((card) => withValue(card, [...path(), 'criteria'], [...props.area.criteria, newCriterion(card)]))
    desk.open(`${props.place}/${(all()[props.place]?.criteria.length ?? 1) - 1}`)
  }
  return (
    <section class="block" id={`area-${props.place}`} data-area={props.area.id}>
      <header>
        <h2>
          <button
            type="button"
            class="block-title"
            aria-expanded={open()}
            onClick={() => desk.open(open() ? null : String(props.place))}
          >
            <span class="mono">{props.area.id}</span> {props.area.name}
          </button>
        </h2>
        <span class="line-points">{numberText(props.area.points)}</span>
      </header>
      <Show when={open()}>
        <div class="sheet">
          <div class="fields tight">
            <TextInput path={[...path(), 'id']} label={words.fields.id ?? ''} code />
            <div>
              <NumberInput path={[...path(), 'points']} label={words.fields.points ?? ''} />
              <SumLine
                id={props.area.id}
                stated={props.area.points}
                sum={sumOf(props.area.criteria)}
                onTake={() => desk.editor.set([...path(), 'points'], sumOf(props.area.criteria))}
                onSplit={() => desk.editor.set(path(), splitArea(props.area))}
              />
            </div>
          </div>
          <TextInput path={[...path(), 'name']} label={words.fields.name ?? ''} lines={2} />
          <div class="actions acts">
            <Button
              little
              tone="quiet"
              disabled={props.place === 0}
              onClick={() => {
                setAll(moved(all(), props.place, props.place - 1))
                desk.open(String(props.place - 1))
              }}
            >
              ↑ {words.up}
            </Button>
            <Button
              little
              tone="quiet"
              class="end"
              disabled={all().length === 1}
              onClick={() => {
                setAll(all().filter((_, other) => other !== props.place))
                desk.open(null)
              }}
            >
              {words.remove} {props.area.id}
            </Button>
          </div>
        </div>
      </Show>
      <ol class="items">
        <Index each={props.area.criteria}>
          {(criterion, place) => <CriterionRow area={props.place} place={place} criterion={criterion()} />}
        </Index>
      </ol>
      <div class="actions">
        <Button little tone="quiet" data-action="add-criterion" onClick={add}>
          + {words.addCriterion}
        </Button>
      </div>
    </section>
  )
}
