import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { periods as words } from '../../words/periods.ts'
import { holds } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { addNews, type Calendar, type NewItem, removeNews } from './api.ts'
import { YEAR_KEEPERS } from './standing.ts'

/** What was published about the reform in a year, and a line for the next. */
export function News(props: { calendar: Calendar }) {
  const id = createUniqueId()
  const keeps = () => holds(YEAR_KEEPERS)
  const units = () => [
    ...new Map(props.calendar.groups.flatMap((group) => group.units.map((unit) => [unit.id, unit.name] as const))),
  ]
  const empty = (): NewItem => ({
    ...{ kind: 'news', unitId: keeps() ? null : (units()[0]?.[0] ?? null), publishedOn: '', title: '', address: '' },
  })
  const [said, setSaid] = createSignal<NewItem>(empty())
  const adding = createActionTask(addNews)
  const removing = createActionTask(removeNews)
  const set = (change: Partial<NewItem>) => setSaid({ ...said(), ...change })
  const name = (unitId: string | null) =>
    unitId === null ? words.wholeDepartment : (units().find(([one]) => one === unitId)?.[1] ?? '')
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await adding.run(said())) setSaid(empty())
  }
  return (
    <section class="card" id="news" tabindex="-1">
      <h2>{words.news}</h2>
      <p class="soft">{words.newsLead}</p>
      <Show when={holds([...YEAR_KEEPERS, 'assessor'])}>
        <form class="page" onSubmit={submit}>
          <div class="fields">
            <ChoiceField
              label={words.kind}
              value={said().kind}
              options={(['news', 'article'] as const).map((kind) => [kind, words.kinds[kind]] as const)}
              onChange={(value) => set({ kind: value })}
            />
            <div class="field">
              <label for={`${id}-unit`}>{words.newsUnit}</label>
              <select
                id={`${id}-unit`}
                class="input"
                onChange={({ currentTarget }) => set({ unitId: currentTarget.value || null })}
              >
                <Show when={keeps()}>
                  <option value="" selected={said().unitId === null}>
                    {words.wholeDepartment}
                  </option>
                </Show>
                <For each={units()}>
                  {([unit, unitName]) => (
                    <option value={unit} selected={unit === said().unitId}>
                      {unitName}
                    </option>
                  )}
                </For>
              </select>
            </div>
            <Field
              label={words.newsDay}
              type="date"
              value={said().publishedOn}
              onInput={(publishedOn) => set({ publishedOn })}
              error={errorAt(adding.refusal(), '/publishedOn')}
              required
            />
            <Field label={words.newsTitle} value={said().title} onInput={(title) => set({ title })} required />
            <Field
              label={words.newsAddress}
              value={said().address}
              onInput={(address) => set({ address })}
              placeholder="https://"
              error={errorAt(adding.refusal(), '/address')}
            />
          </div>
          <Refused refusal={adding.refusal()} beside={['/publishedOn', '/address']} />
          <div class="actions">
            <Button type="submit" busy={adding.busy()} data-action="add-news">
              {words.addNews}
            </Button>
          </div>
        </form>
      </Show>
      <Refused refusal={removing.refusal()} />
      <Show when={props.calendar.news.length > 0} fallback={<p class="soft">{words.noNews}</p>}>
        <TableBox label={words.news}>
          <CardTable>
            <thead>
              <tr>
                <th scope="col">{words.newsTitle}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.newsDay}</th>
                <th scope="col">{words.newsUnit}</th>
                <th scope="col">
                  <span class="for-readers">{words.removeNews}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={props.calendar.news}>
                {(item) => (
                  <tr>
                    <th scope="row">
                      <Show when={item.address !== ''} fallback={item.title}>
                        <a href={item.address} rel="noreferrer noopener" target="_blank">
                          {item.title}
                        </a>
                      </Show>
                    </th>
                    <td data-head={words.kind}>{words.kinds[item.kind]}</td>
                    <td data-head={words.newsDay}>{dayText(item.publishedOn)}</td>
                    <td data-head={words.newsUnit}>{name(item.unitId)}</td>
                    <td>
                      <Button little tone="quiet" onClick={() => removing.run(item)}>
                        {words.removeNews}
                      </Button>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </CardTable>
        </TableBox>
      </Show>
    </section>
  )
}
