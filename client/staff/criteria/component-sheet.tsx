import { Button } from '../../ui/button.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { type Path, valueAt } from '../drafting/path.ts'
import { useCardDesk } from './card-editor.ts'
import { FlagInput, ListInput, NumberInput, TextInput } from './card-field.tsx'
import { RuleFields } from './rule-fields.tsx'

/** One component as it is written: what it is worth, how, what proves it, who does it. */
export function ComponentSheet(props: { path: Path; only: boolean; onRemove: () => void }) {
  const desk = useCardDesk()
  const at = (name: string): Path => [...props.path, name]
  const points = () => Number(valueAt(desk.editor.form(), at('points')) ?? 0)
  const id = () => String(valueAt(desk.editor.form(), at('id')) ?? '')
  return (
    <fieldset class="part component-sheet" data-component={id()}>
      <legend>{words.componentOf(id())}</legend>
      <div class="fields tight">
        <TextInput path={at('id')} label={words.fields.id ?? ''} code />
        <NumberInput path={at('points')} label={words.fields.points ?? ''} />
      </div>
      <TextInput path={at('name')} label={words.fields.name ?? ''} lines={2} />
      <RuleFields path={at('rule')} points={points()} />
      <ListInput path={at('evidence')} label={words.fields.evidence ?? ''} />
      <div class="fields tight">
        <TextInput path={at('lead')} label={words.fields.lead ?? ''} />
        <TextInput path={at('supporting')} label={words.fields.supporting ?? ''} />
        <ListInput path={at('was')} label={words.fields.was ?? ''} parted={/[\s,;]+/} />
      </div>
      <FlagInput path={at('mayNotArise')} label={words.fields.mayNotArise ?? ''} />
      <div class="actions acts">
        <Button little tone="quiet" disabled={props.only} onClick={() => props.onRemove()}>
          {words.remove} {id()}
        </Button>
      </div>
    </fieldset>
  )
}
