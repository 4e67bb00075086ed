import { A, createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { dayOf, dayText } from '../../words/days.ts'
import { numberText } from '../../words/read-number.ts'
import { staff } from '../../words/staff.ts'
import { createTitle } from '../title.ts'
import '../instruments/instruments.css'
import { type CardList, listCards } from './api.ts'
import { BeginCard } from './begin-card.tsx'
import { cardTone, mayWriteCards } from './card-head.tsx'
import './criteria.css'
import { ImportCard } from './import-card.tsx'

type Row = CardList['shipped'][number] | CardList['cards'][number]

/** All cards: what is published, what is being written, and what ships to begin from. */
export default function CriteriaPage() {
  createTitle(() => words.title)
  const cards = createAsync(() => listCards())
  const [importing, setImporting] = createSignal(false)
  const rows = (): readonly Row[] => [...(cards()?.cards ?? []), ...(cards()?.shipped ?? [])]
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <div class="actions">
          <A class="button" href="/assessment">
            {words.toYears}
          </A>
          <Show when={mayWriteCards()}>
            <Button data-action="import" aria-expanded={importing()} onClick={() => setImporting(!importing())}>
              {words.importFile}
            </Button>
          </Show>
        </div>
      </header>
      <Show when={importing()}>
        <ImportCard />
      </Show>
      <TableBox label={words.title}>
        <CardTable class="cards-table">
          <thead>
            <tr>
              <th scope="col">{words.card}</th>
              <th scope="col" class="number">
                {words.year}
              </th>
              <th scope="col" class="number">
                {words.version}
              </th>
              <th scope="col">{words.state}</th>
              <th scope="col" class="number">
                {words.size}
              </th>
              <th scope="col" class="number">
                {words.points}
              </th>
              <th scope="col">{words.changed}</th>
              <Show when={mayWriteCards()}>
                <th scope="col">
                  <span class="for-readers">{words.begin}</span>
                </th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>{(row) => <CardRow row={row} />}</For>
          </tbody>
        </CardTable>
      </TableBox>
    </div>
  )
}

function CardRow(props: { row: Row }) {
  const [beginning, setBeginning] = createSignal(false)
  const at = () => ('publishedAt' in props.row ? (props.row.publishedAt ?? props.row.changedAt) : null)
  return (
    <tr data-card={props.row.id}>
      <th scope="row" class="form-name">
        <A href={`/criteria/${encodeURIComponent(props.row.id)}`}>{props.row.title}</A>
        <div class="small soft mono">{props.row.group}</div>
      </th>
      <td class="number" data-head={words.year}>
        {props.row.year}
      </td>
      <td class="number" data-head={words.version}>
        {props.row.version}
      </td>
      <td class="paired" data-head={words.state}>
        <Chip tone={cardTone(props.row.state)}>{words.states[props.row.state]}</Chip>
      </td>
      <td class="number" data-head={words.size}>
        {words.sizeOf(props.row.areas, props.row.criteria, props.row.components)}
      </td>
      <td class="number" data-head={words.points}>
        {numberText(props.row.points)}
      </td>
      <td class="paired" data-head={words.changed}>
        <Show when={at()} fallback={staff.none}>
          {(moment) => dayText(dayOf(new Date(moment())))}
        </Show>
      </td>
      <Show when={mayWriteCards()}>
        <td class="number">
          <Show when={props.row.state !== 'draft'}>
            <Button little data-action="begin-card" onClick={() => setBeginning(true)}>
              {words.begin}
            </Button>
            <BeginCard open={beginning()} id={props.row.id} year={props.row.year} onClose={() => setBeginning(false)} />
          </Show>
        </td>
      </Show>
    </tr>
  )
}
