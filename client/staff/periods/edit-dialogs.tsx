import { createSignal, Show } from 'solid-js'
import { WEEKEND_RULES, type WeekendRule } from '../../../surveys/periods/weekend.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { periods as words } from '../../words/periods.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { UnitChoice } from '../units/unit-choice.tsx'
import { addPeriod, changeGroup, changePeriod, type Group, type NewPeriod, type Period, removePeriod } from './api.ts'

/** The units of a group, its name, and what its deadlines do on a weekend. */
export function GroupDialog(props: { group: Group; onClose: () => void }) {
  const [name, setName] = createSignal(props.group.name)
  const [weekend, setWeekend] = createSignal<WeekendRule>(props.group.weekend)
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set(props.group.units.map((unit) => unit.id)))
  const task = createActionTask(changeGroup)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await task.run(props.group, { name: name(), weekend: weekend(), unitIds: [...chosen()] })) props.onClose()
  }
  return (
    <Dialog open title={words.groupTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <Field label={words.groupName} value={name()} onInput={setName} required />
        <ChoiceField
          label={words.weekends}
          name="weekend"
          value={weekend()}
          options={WEEKEND_RULES.map((rule) => [rule, words.rules[rule]] as const)}
          onChange={setWeekend}
        />
        <UnitChoice label={words.groupUnits} chosen={chosen()} onChoose={setChosen} />
        <Refused refusal={task.refusal()} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-action="save-group">
            {words.save}
          </Button>
          <Button onClick={props.onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

const fresh = (groupId: string, year: number): NewPeriod => ({
  ...{ groupId, code: '', name: '', kind: 'report', least: 1, counted: 'each' },
  ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, dueOn: `${year}-12-31` },
})

/** A new period of a group, or what one covers and when it is due. */
export function PeriodDialog(props: { groupId: string; year: number; period: Period | null; onClose: () => void }) {
  const [said, setSaid] = createSignal<NewPeriod>(
    props.period ? shapeOf(props.period) : fresh(props.groupId, props.year),
  )
  const adding = createActionTask(addPeriod)
  const changing = createActionTask(changePeriod)
  const removing = createActionTask(removePeriod)
  const set = (change: Partial<NewPeriod>) => setSaid({ ...said(), ...change })
  const refusal = () => adding.refusal() ?? changing.refusal() ?? removing.refusal()
  const written = () => said().kind === 'plan' || said().kind === 'report'
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { period } = props
    const whole: NewPeriod = written() ? { ...said(), least: 1, counted: 'each' } : said()
    if (period ? await changing.run(period, whole) : await adding.run(whole)) props.onClose()
  }
  const day = (name: 'startsOn' | 'endsOn' | 'dueOn') => (
    <Field
      label={words[name]}
      name={name}
      type="date"
      value={said()[name]}
      onInput={(value) => set({ [name]: value })}
      error={errorAt(refusal(), `/${name}`)}
      required
    />
  )
  return (
    <Dialog open title={words.periodTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <Field label={words.name} value={said().name} onInput={(name) => set({ name })} required />
        <Show when={!props.period}>
          <Field label={words.code} value={said().code} onInput={(code) => set({ code })} required />
          <ChoiceField
            label={words.kind}
            value={said().kind}
            options={(['report', 'plan', 'news', 'article'] as const).map((kind) => [kind, words.kinds[kind]] as const)}
            onChange={(value) => set({ kind: value })}
          />
        </Show>
        <div class="fields">
          {day('startsOn')}
          {day('endsOn')}
          {day('dueOn')}
        </div>
        <Show when={!written()}>
          <div class="fields">
            <Field
              label={words.least}
              type="number"
              min={1}
              max={100}
              value={said().least}
              onInput={(value) => set({ least: Number(value) })}
            />
            <ChoiceField
              label={words.counted}
              value={said().counted}
              options={(['together', 'each'] as const).map((one) => [one, words.countings[one]] as const)}
              onChange={(value) => set({ counted: value })}
            />
          </div>
        </Show>
        <Refused refusal={refusal()} beside={['/startsOn', '/endsOn', '/dueOn']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={adding.busy() || changing.busy()} data-action="save-period">
            {words.save}
          </Button>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Show when={props.period}>
            {(period) => (
              <Button
                tone="danger"
                busy={removing.busy()}
                title={words.removeText}
                onClick={async () => {
                  if (await removing.run(period())) props.onClose()
                }}
              >
                {words.remove}
              </Button>
            )}
          </Show>
        </div>
      </form>
    </Dialog>
  )
}

const shapeOf = ({ groupId, code, name, kind, startsOn, endsOn, dueOn, least, counted }: Period): NewPeriod => ({
  ...{ groupId, code, name, kind, startsOn, endsOn, dueOn, least, counted },
})
