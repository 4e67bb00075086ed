import { Match, Show, Switch } from 'solid-js'
import { RULE_KINDS, type Rule, type RuleKind } from '../../../surveys/criteria/rule.ts'
import { BETWEENS, DIRECTIONS, KINDS } from '../../../surveys/criteria/sheets.ts'
import { Button } from '../../ui/button.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { ruleSentence } from '../../words/rule-sentence.ts'
import { type Path, valueAt, withValue } from '../drafting/path.ts'
import { useCardDesk } from './card-editor.ts'
import { ChoiceInput, DayInput, FlagInput, NumberInput, TextInput } from './card-field.tsx'
import { newRule } from './new-part.ts'
import { RowsField } from './rows-field.tsx'

const label = words.fields
const KIND_NAMES = Object.fromEntries(RULE_KINDS.map((kind) => [kind, KINDS[kind]]))

/** How what was achieved becomes points: the kind, its numbers, and what they come to in a sentence. */
export function RuleFields(props: { path: Path; points: number }) {
  const desk = useCardDesk()
  const rule = () => valueAt(desk.editor.form(), props.path) as Rule
  const at = (name: string): Path => [...props.path, name]
  const is = (...kinds: RuleKind[]) => kinds.includes(rule().kind)
  const choose = (kind: string) =>
    desk.editor.change((card) => {
      const before = valueAt(card, props.path) as Rule
      const made = newRule(kind as RuleKind, before, card)
      return withValue(card, props.path, made)
    })
  const l = (name: string) => label[name] ?? name
  return (
    <fieldset class="part rule-part">
      <legend>{l('rule')}</legend>
      <div class="fields tight">
        <ChoiceInput path={at('kind')} label={l('kind')} options={KIND_NAMES} onChoose={choose} />
        <Show when={is('ratio', 'inverse_ratio', 'steps')}>
          <TextInput path={at('numerator')} label={l('numerator')} />
          <TextInput path={at('denominator')} label={l('denominator')} optional={is('steps')} />
        </Show>
        <Switch>
          <Match when={is('ratio')}>
            <NumberInput path={at('outOf')} label={l('outOf')} optional />
          </Match>
          <Match when={is('index')}>
            <TextInput path={at('name')} label={l('indexName')} />
            <TextInput path={at('index')} label={l('index')} code />
            <NumberInput path={at('scale')} label={l('scale')} />
          </Match>
          <Match when={is('deduct')}>
            <TextInput path={at('what')} label={l('what')} />
            <NumberInput path={at('each')} label={l('each')} />
          </Match>
          <Match when={is('on_time')}>
            <DayInput path={at('due')} label={l('due')} />
          </Match>
          <Match when={is('steps')}>
            <TextInput path={at('unit')} label={l('unit')} />
            <ChoiceInput path={at('direction')} label={l('direction')} options={DIRECTIONS} />
          </Match>
        </Switch>
        <Show when={is('ratio', 'index', 'inverse_ratio')}>
          <NumberInput path={at('target')} label={l('target')} />
          <Show when={is('inverse_ratio')} fallback={<NumberInput path={at('floor')} label={l('floor')} />}>
            <NumberInput path={at('ceiling')} label={l('ceiling')} />
          </Show>
          <ChoiceInput
            path={at('between')}
            label={l('between')}
            options={is('inverse_ratio') ? { of_hundred: BETWEENS.of_hundred, nothing: BETWEENS.nothing } : BETWEENS}
          />
        </Show>
      </div>
      <Show when={is('ratio', 'index')}>
        <FlagInput path={at('strict')} label={l('strict')} />
      </Show>
      <Show when={is('on_time')}>
        <Late path={props.path} />
      </Show>
      <Show when={is('levels')}>
        <RowsField
          path={at('levels')}
          label={l('levels')}
          columns={[
            { name: 'id', label: l('id'), kind: 'code' },
            { name: 'name', label: l('name'), kind: 'text' },
            { name: 'percent', label: l('percent'), kind: 'number' },
          ]}
          newRow={() => ({ id: freeLevel(rule()), name: words.newComponent, percent: 50 })}
        />
      </Show>
      <Show when={is('steps')}>
        <RowsField
          path={at('steps')}
          label={l('steps')}
          columns={[
            { name: 'at', label: l('at'), kind: 'number' },
            { name: 'percent', label: l('percent'), kind: 'number' },
          ]}
          newRow={() => ({ at: 0, percent: 0 })}
        />
      </Show>
      <p class="computed small">{ruleSentence(rule(), props.points)}</p>
    </fieldset>
  )
}

function Late(props: { path: Path }) {
  const desk = useCardDesk()
  const late = () => valueAt(desk.editor.form(), [...props.path, 'late'])
  const due = () => String(valueAt(desk.editor.form(), [...props.path, 'due']) ?? '')
  const nextDay = () => new Date(Date.parse(due()) + 7 * 86_400_000).toISOString().slice(0, 10)
  return (
    <Show
      when={late()}
      fallback={
        <Button little onClick={() => desk.editor.set([...props.path, 'late'], { until: nextDay(), percent: 50 })}>
          {words.addPart(label.late ?? '')}
        </Button>
      }
    >
      <div class="fields tight">
        <DayInput path={[...props.path, 'late', 'until']} label={label.until ?? ''} />
        <NumberInput path={[...props.path, 'late', 'percent']} label={label.percent ?? ''} />
      </div>
      <Button little tone="quiet" onClick={() => desk.editor.set([...props.path, 'late'], undefined)}>
        {words.removePart(label.late ?? '')}
      </Button>
    </Show>
  )
}

function freeLevel(rule: Rule): string {
  const used = rule.kind === 'levels' ? rule.levels.map(({ id }) => id) : []
  for (let number = used.length + 1; ; number++) if (!used.includes(`bac_${number}`)) return `bac_${number}`
}
