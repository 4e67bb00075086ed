import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { account as words } from '../../words/account.ts'
import { dayOf } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { changePerson, type Grant, invite, type Link, type Person } from '../account-api.ts'
import { readUnits } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { unitLabel, unitOf } from '../units/unit-label.ts'

/** These are about particular units and never about all. */
const AT_UNITS: readonly string[] = ['coordinator', 'assessor']
type Row = { role: Grant['role']; unit: string }

/** A new person, or the name and the roles of one. A unit is typed by name or code and taken from the list. */
export function PersonDialog(props: { person: Person | null; onClose: () => void; onLink: (link: Link) => void }) {
  const text = words.people
  const units = createAsync(() => readUnits(dayOf(new Date())))
  const [email, setEmail] = createSignal('')
  const [name, setName] = createSignal(props.person?.name ?? '')
  const [rows, setRows] = createStore<Row[]>(
    props.person?.grants.map(({ role, unitName, unitCode }) => ({
      role,
      unit: unitCode ? unitLabel(unitName, unitCode) : '',
    })) ?? [{ role: 'analyst', unit: '' }],
  )
  const inviting = createActionTask(invite)
  const changing = createActionTask(changePerson)
  const refusal = () => inviting.refusal() ?? changing.refusal()
  const idOf = (typed: string): string | undefined => {
    const known = props.person?.grants.find(
      ({ unitName, unitCode }) => unitCode && unitLabel(unitName, unitCode) === typed.trim(),
    )
    return known?.unitId ?? unitOf(units()?.units, typed)
  }
  const unknown = (row: Row) => row.unit.trim() !== '' && idOf(row.unit) === undefined
  const missing = (row: Row) => row.unit.trim() === '' && AT_UNITS.includes(row.role)
  const ready = () => name().trim() !== '' && rows.every((row) => !unknown(row) && !missing(row))
  const grants = (): Grant[] => rows.map((row) => ({ role: row.role, unitId: idOf(row.unit) ?? null }))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (props.person) {
      if (await changing.run(props.person, { name: name().trim(), grants: grants() })) props.onClose()
      return
    }
    const made = await inviting.run({ email: email().trim(), name: name().trim(), grants: grants() })
    if (!made) return
    props.onClose()
    props.onLink((made as { link: Link }).link)
  }
  return (
    <Dialog open title={props.person ? text.changeTitle : text.inviteTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <Field
          label={text.name}
          name="name"
          value={name()}
          onInput={setName}
          required
          error={errorAt(refusal(), '/name')}
        />
        <Show when={!props.person}>
          <Field
            label={text.email}
            name="email"
            type="email"
            value={email()}
            onInput={setEmail}
            required
            error={errorAt(refusal(), '/email')}
          />
        </Show>
        <fieldset class="grants">
          <legend>{text.roles}</legend>
          <For each={rows}>
            {(row, at) => (
              <div class="grant">
                <label>
                  {text.role}
                  <select
                    class="input"
                    onChange={(event) => setRows(at(), 'role', event.currentTarget.value as Grant['role'])}
                  >
                    <For each={Object.entries(staff.roles)}>
                      {([role, said]) => (
                        <option value={role} selected={role === row.role}>
                          {said}
                        </option>
                      )}
                    </For>
                  </select>
                </label>
                <Field
                  label={text.unit}
                  value={row.unit}
                  onInput={(unit) => setRows(at(), 'unit', unit)}
                  list="units-known"
                  placeholder={AT_UNITS.includes(row.role) ? text.chooseUnit : text.everywhere}
                  required={AT_UNITS.includes(row.role)}
                  error={unknown(row) ? text.chooseUnit : undefined}
                />
                <Button tone="quiet" little onClick={() => setRows((all) => all.filter((_, place) => place !== at()))}>
                  {text.removeRole}
                </Button>
              </div>
            )}
          </For>
          <Button little onClick={() => setRows(rows.length, { role: 'analyst', unit: '' })}>
            {text.addRole}
          </Button>
        </fieldset>
        <datalist id="units-known">
          <For each={units()?.units}>{(unit) => <option value={unitLabel(unit.name, unit.code)} />}</For>
        </datalist>
        <Show when={props.person}>
          <p class="small soft">{text.changeHint}</p>
        </Show>
        <Refused refusal={refusal()} beside={['/name', '/email']} onLatest={props.onClose} />
        <div class="actions">
          <Button
            type="submit"
            tone="main"
            busy={inviting.busy() || changing.busy()}
            disabled={!ready()}
            data-action="save-person"
          >
            {props.person ? text.save : text.inviteAct}
          </Button>
          <Button onClick={() => props.onClose()}>{text.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
