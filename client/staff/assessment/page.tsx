import { A, createAsync, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { ASSESSMENT_STATES, ASSESSMENT_STEPS } from '../../../surveys/assessment.ts'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { decimalText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import { finds } from '../search.ts'
import { createTitle } from '../title.ts'
import { listYears, type YearRow } from './api.ts'
import './assessment.css'
import { dueNow, dueText, dueTone, stateTone } from './due-text.ts'
import { OpenYear } from './open-year.tsx'
import { PublishYears } from './publish-years.tsx'

const late = ({ state, due }: YearRow): boolean => dueNow(state, due)?.state === 'late'

/** The years of all units one reaches: how far each is, what is due, what came out. */
export default function AssessmentPage() {
  createTitle(() => words.title)
  const years = createAsync(() => listYears())
  const [opening, setOpening] = createSignal(false)
  const mayOpen = () => holds(['designer', 'director', 'admin'])
  return (
    <div class="page assessment">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <div class="actions">
          <A class="button" href="/criteria">
            {words.cards}
          </A>
          <Show when={mayOpen()}>
            <Button
              tone="main"
              data-action="open-year"
              aria-expanded={opening()}
              onClick={() => setOpening(!opening())}
            >
              {words.open.act}
            </Button>
          </Show>
        </div>
      </header>
      <Show when={opening()}>
        <OpenYear />
      </Show>
      <Show when={years()}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={
              <Empty title={words.list.emptyTitle} text={mayOpen() ? words.list.emptyText : words.list.emptyOwn} />
            }
          >
            <Years years={all()} />
          </Show>
        )}
      </Show>
    </div>
  )
}

function Years(props: { years: readonly YearRow[] }) {
  const cards = createMemo(() => [...new Map(props.years.map((one) => [one.criteriaSetId, one])).values()])
  const [asked] = useSearchParams<{ state?: string; year?: string }>()
  const calendarYears = createMemo(() => [...new Set(props.years.map(({ year }) => year))].sort((a, b) => b - a))
  /** A card, all cards of a year, or everything; the last year is what one comes for. */
  const [card, setCard] = createSignal(asked.year ?? String(calendarYears()[0] ?? ''))
  const [state, setState] = createSignal(asked.state ?? '')
  const [wanted, setWanted] = createSignal('')
  const [onlyLate, setOnlyLate] = createSignal(false)
  const shown = () =>
    props.years.filter(
      (one) =>
        (card() === '' || one.criteriaSetId === card() || String(one.year) === card()) &&
        (state() === '' || one.state === state()) &&
        (!onlyLate() || late(one)) &&
        (wanted() === '' || finds(wanted(), one.unitName, one.unitCode)),
    )
  return (
    <>
      <div class="fields tight">
        <div class="field">
          <label for="year-card">{words.list.year}</label>
          <select id="year-card" class="input" onChange={({ currentTarget }) => setCard(currentTarget.value)}>
            <option value="">{words.list.all}</option>
            <For each={calendarYears()}>
              {(one) => (
                <option value={one} selected={String(one) === card()}>
                  {words.list.wholeYear(one)}
                </option>
              )}
            </For>
            <For each={cards()}>
              {(one) => (
                <option
                  value={one.criteriaSetId}
                  selected={one.criteriaSetId === card()}
                >{`${one.year} · ${one.card.title}`}</option>
              )}
            </For>
          </select>
        </div>
        <div class="field">
          <label for="year-state">{words.list.states}</label>
          <select id="year-state" class="input" onChange={({ currentTarget }) => setState(currentTarget.value)}>
            <option value="">{words.list.all}</option>
            <For each={ASSESSMENT_STATES}>
              {(one) => (
                <option value={one} selected={one === state()}>
                  {words.states[one]}
                </option>
              )}
            </For>
          </select>
        </div>
        <Field label={words.list.find} name="find-unit" value={wanted()} onInput={setWanted} />
      </div>
      <div class="facts-line">
        <span role="status">{words.list.count(shown().length)}</span>
        <PublishYears years={shown()} />
        <Show when={props.years.some(late)}>
          <label class="choice">
            <input
              type="checkbox"
              checked={onlyLate()}
              onChange={({ currentTarget }) => setOnlyLate(currentTarget.checked)}
            />
            {words.list.onlyLate} ({props.years.filter(late).length})
          </label>
        </Show>
      </div>
      <Show when={shown().length > 0} fallback={<p class="soft">{words.list.noneFound}</p>}>
        <TableBox label={words.title}>
          <CardTable class="years">
            <thead>
              <tr>
                <th scope="col">{words.list.unit}</th>
                <th scope="col">{words.list.year}</th>
                <th scope="col">{words.list.state}</th>
                <th scope="col">{words.list.due}</th>
                <th scope="col">{words.list.waits}</th>
                <th scope="col" class="number">
                  {words.list.entered}
                </th>
                <th scope="col" class="number">
                  {words.list.index}
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={shown()}>{(one) => <Row year={one} />}</For>
            </tbody>
          </CardTable>
        </TableBox>
      </Show>
    </>
  )
}

/** Whose turn it is: people of the unit by name, of the Department by their role. */
function waitsFor({ state, assessors }: YearRow): string {
  const step = Object.values(ASSESSMENT_STEPS).find(({ from }) => from === state)
  if (!step) return staff.none
  if (step.roles[0] === 'assessor') return assessors.length > 0 ? assessors.join(', ') : words.list.nobody
  return step.roles.map((role) => staff.roles[role] ?? role).join(', ')
}

function Row(props: { year: YearRow }) {
  return (
    <tr data-unit={props.year.unitId}>
      <th scope="row">
        <A href={`/assessment/${props.year.id}`}>{props.year.unitName}</A>
      </th>
      <td data-head={words.list.year}>
        {props.year.year} <span class="small soft card-title">{props.year.card.title}</span>
      </td>
      <td data-head={words.list.state}>
        <Chip tone={stateTone(props.year.state)}>{words.states[props.year.state]}</Chip>
      </td>
      <td data-head={words.list.due}>
        <Show when={dueNow(props.year.state, props.year.due)} fallback={staff.none}>
          {(due) => <Chip tone={dueTone(due())}>{dueText(due())}</Chip>}
        </Show>
      </td>
      <td data-head={words.list.waits}>{waitsFor(props.year)}</td>
      <td class="number" data-head={words.list.entered}>
        {words.list.enteredOf(props.year.entered, props.year.card.components)}
      </td>
      <td class="number" data-head={words.list.index}>
        <Show when={props.year.index !== null} fallback={staff.none}>
          <b>{decimalText(props.year.index ?? 0, 2)}</b>
        </Show>
      </td>
    </tr>
  )
}
