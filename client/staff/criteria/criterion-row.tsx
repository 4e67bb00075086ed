import { createMemo, Index, Show } from 'solid-js'
import type { Criterion } from '../../../surveys/criteria/criteria-set.ts'
import { splitCriterion, sumOf } from '../../../surveys/criteria/keep-sums.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { numberText } from '../../words/read-number.ts'
import { moved, type Path, withValue } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { useCardDesk } from './card-editor.ts'
import { NumberInput, TextInput } from './card-field.tsx'
import { ComponentSheet } from './component-sheet.tsx'
import { newComponent } from './new-part.ts'
import { SumLine } from './sum-line.tsx'

/** One criterion of an area: a line, and its sheet with the components when it is open. */
export function CriterionRow(props: { area: number; place: number; criterion: Criterion }) {
  const desk = useCardDesk()
  const here = () => `${props.area}/${props.place}`
  const path = (): Path => ['areas', props.area, 'criteria', props.place]
  const open = () => desk.openAt() === here()
  const faults = createMemo(() => faultsAt(desk.editor.issues(), `/areas/${props.area}/criteria/${props.place}`, true))
  const siblings = () => desk.editor.form().areas[props.area]?.criteria ?? []
  const setList = (list: readonly Criterion[]) => desk.editor.set(['areas', props.area, 'criteria'], list)
  const remove = () => {
    setList(siblings().filter((_, other) => other !== props.place))
    desk.open(null)
  }
  const move = (to: number) => {
    setList(moved(siblings(), props.place, to))
    desk.open(`${props.area}/${to}`)
  }
  return (
    <li class="item" classList={{ open: open() }} data-criterion={props.criterion.id}>
      <button type="button" class="item-line" aria-expanded={open()} onClick={() => desk.open(open() ? null : here())}>
        <span class="mono">{props.criterion.id}</span>
        <span class="item-text">{props.criterion.name}</span>
        <Show when={faults().length > 0}>
          <Chip tone="red">{words.faults(faults().length)}</Chip>
        </Show>
        <span class="line-points">{numberText(props.criterion.points)}</span>
      </button>
      <Show when={open()}>
        <div class="sheet">
          <Show when={faults().length > 0}>
            <ul class="faults">
              {faults().map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          </Show>
          <div class="fields tight">
            <TextInput path={[...path(), 'id']} label={words.fields.id ?? ''} code />
            <div>
              <NumberInput path={[...path(), 'points']} label={words.fields.points ?? ''} />
              <SumLine
                id={props.criterion.id}
                stated={props.criterion.points}
                sum={sumOf(props.criterion.components)}
                onTake={() => desk.editor.set([...path(), 'points'], sumOf(props.criterion.components))}
                onSplit={() => desk.editor.set(path(), splitCriterion(props.criterion))}
              />
            </div>
            <TaskInput path={[...path(), 'task']} />
          </div>
          <TextInput path={[...path(), 'name']} label={words.fields.name ?? ''} lines={2} />
          <Index each={props.criterion.components}>
            {(_, place) => (
              <ComponentSheet
                path={[...path(), 'components', place]}
                only={props.criterion.components.length === 1}
                onRemove={() =>
                  desk.editor.set(
                    [...path(), 'components'],
                    props.criterion.components.filter((_one, other) => other !== place),
                  )
                }
              />
            )}
          </Index>
          <div class="actions acts">
            <Button
              little
              data-action="add-component"
              onClick={() =>
                desk.editor.change((card) =>
                  withValue(
                    card,
                    [...path(), 'components'],
                    [...props.criterion.components, newComponent(card, props.criterion)],
                  ),
                )
              }
            >
              + {words.addComponent}
            </Button>
            <Button little tone="quiet" disabled={props.place === 0} onClick={() => move(props.place - 1)}>
              ↑ {words.up}
            </Button>
            <Button
              little
              tone="quiet"
              disabled={props.place === siblings().length - 1}
              onClick={() => move(props.place + 1)}
            >
              ↓ {words.down}
            </Button>
            <Button little tone="quiet" class="end" disabled={siblings().length === 1} onClick={remove}>
              {words.remove} {props.criterion.id}
            </Button>
          </div>
        </div>
      </Show>
    </li>
  )
}

/** The number of the task in the plan; empty where there is none, which the card writes as null. */
function TaskInput(props: { path: Path }) {
  const desk = useCardDesk()
  const value = () => {
    const [, a, , c] = props.path
    return desk.editor.form().areas[Number(a)]?.criteria[Number(c)]?.task
  }
  return (
    <div class="field">
      <label for={props.path.join('-')}>{words.fields.task}</label>
      <input
        id={props.path.join('-')}
        class="input short number"
        inputmode="numeric"
        value={value() ?? ''}
        onChange={({ currentTarget }) => {
          const number = Number(currentTarget.value)
          desk.editor.set(props.path, Number.isInteger(number) && number >= 1 && number <= 999 ? number : null)
        }}
      />
    </div>
  )
}
