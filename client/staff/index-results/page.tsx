import { createAsync, useSearchParams } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import type { DotRow } from '../../charts/dot-rows.ts'
import { Empty } from '../../ui/empty.tsx'
import { indexResults as words } from '../../words/index-results.ts'
import { decimalText } from '../../words/numbers.ts'
import { DecisionPapers } from '../evidence/made-papers.tsx'
import { createTitle } from '../title.ts'
import { fileAddress, readResults, type Table } from './api.ts'
import { CompareUnits, MOST_COMPARED } from './compare-units.tsx'
import { DotPicture } from './dot-picture.tsx'
import { FigureDialog, type Shown } from './figure.tsx'
import { LEGEND, LOOKS, latest, marginText, SHAPE_OF } from './looks.ts'
import { ResultRows } from './result-rows.tsx'

/** Indexes of all units under one card: a picture, a table, files, and some of them side by side. */
export default function IndexResultsPage() {
  createTitle(() => words.title)
  const [search, setSearch] = useSearchParams<{ card?: string }>()
  const results = createAsync(() => readResults(search.card))
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Show when={results()}>
        {(all) => (
          <Show when={all().table} fallback={<Empty title={words.emptyTitle} text={words.emptyText} />}>
            {(table) => (
              <>
                <div class="actions">
                  <div class="field">
                    <label for="result-card">{words.card}</label>
                    <select
                      id="result-card"
                      class="input"
                      onChange={(event) => setSearch({ card: event.currentTarget.value })}
                    >
                      <For each={all().cards}>
                        {(card) => (
                          <option value={card.id} selected={card.id === table().card.id}>
                            {words.cardName(card.year, card.version, card.title, card.units)}
                          </option>
                        )}
                      </For>
                    </select>
                  </div>
                  <a class="button" href={fileAddress(table().card.id, 'xlsx')} download="">
                    {words.xlsx}
                  </a>
                  <a class="button" href={fileAddress(table().card.id, 'csv')} download="">
                    {words.csv}
                  </a>
                </div>
                <Show
                  when={table().rows.length > 0}
                  fallback={<Empty title={words.noneToSeeTitle} text={words.noneToSeeText} />}
                >
                  <TableOfUnits table={table()} />
                </Show>
                <DecisionPapers card={table().card.id} />
              </>
            )}
          </Show>
        )}
      </Show>
    </div>
  )
}

function TableOfUnits(props: { table: Table }) {
  const [shown, setShown] = createSignal<Shown | null>(null)
  const [chosen, setChosen] = createSignal<readonly string[]>([])
  const compared = () => props.table.rows.filter(({ id }) => chosen().includes(id))
  const choose = (id: string, on: boolean) =>
    setChosen(on ? [...chosen(), id].slice(0, MOST_COMPARED) : chosen().filter((one) => one !== id))
  const pictured = (): DotRow[] =>
    props.table.rows.map((row) => ({
      label: row.unit.name,
      marks: LOOKS.flatMap((look) => {
        const figure = row[look]
        return figure ? [{ shape: SHAPE_OF[look], value: figure.index }] : []
      }),
      text: latest(row) ? decimalText(latest(row)?.index ?? 0, 2) : words.none,
    }))
  return (
    <>
      <h2>{props.table.card.title}</h2>
      <p class="soft">
        {props.table.ranking.units > 0 ? `${marginText(props.table.ranking)} ${words.rankNote}` : words.noRank}
      </p>
      <ResultRows table={props.table} chosen={chosen()} onChoose={choose} onOpen={setShown} />
      <Show when={props.table.rows.length > 1}>
        <CompareUnits rows={compared()} areas={props.table.card.areas} />
      </Show>
      <section class="card">
        <h2>{words.picture}</h2>
        <p class="small soft">{words.pictureSays}</p>
        <DotPicture title={words.picture} rows={pictured()} legend={LEGEND} />
      </section>
      <FigureDialog shown={shown()} onClose={() => setShown(null)} />
    </>
  )
}
