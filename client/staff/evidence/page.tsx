import { createAsync, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { evidence as words } from '../../words/evidence.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import { listYears } from '../assessment/api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { type FoundPaper, findPapers, PAGE, withdrawPaper } from './api.ts'
import { PaperForm } from './paper-form.tsx'
import { PaperRow } from './paper-row.tsx'
import { PaperUses } from './paper-uses.tsx'
import './evidence.css'

/** The register of papers: found by what is said of them and by their own words. */
export default function EvidencePage() {
  createTitle(() => words.title)
  const [search, setSearch] = useSearchParams<{ q?: string; unit?: string }>()
  const [typed, setTyped] = createSignal(search.q ?? '')
  const [limit, setLimit] = createSignal(PAGE)
  const [adding, setAdding] = createSignal(false)
  const [leaving, setLeaving] = createSignal<FoundPaper | null>(null)
  const [gone, setGone] = createSignal('')
  const [used, setUsed] = createSignal<FoundPaper | null>(null)
  const years = createAsync(() => listYears())
  const units = createMemo(() => [...new Map((years() ?? []).map(({ unitId, unitName }) => [unitId, unitName]))])
  const found = createAsync(() => findPapers(search.q ?? '', search.unit ?? '', limit()))
  const keeps = () => holds(['assessor', 'designer', 'admin'])
  const [holder, setHolder] = createSignal('')
  const unitFor = () => holder() || search.unit || units()[0]?.[0] || ''
  return (
    <div class="page evidence">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <Show when={keeps() && units().length > 0}>
          <Button tone="main" aria-expanded={adding()} data-action="add-paper" onClick={() => setAdding(!adding())}>
            {words.upload}
          </Button>
        </Show>
      </header>
      <Show when={adding()}>
        <section class="card" aria-label={words.upload}>
          <PaperForm unit={unitFor()} act={words.save} onKept={() => setAdding(false)}>
            <Show when={units().length > 1}>
              <UnitSelect id="paper-unit" units={units()} value={unitFor()} onChoose={setHolder} />
            </Show>
          </PaperForm>
        </section>
      </Show>
      <form
        class="search-line"
        onSubmit={(event) => {
          event.preventDefault()
          setLimit(PAGE)
          setSearch({ q: typed() || null })
        }}
      >
        <Field label={words.search} hint={words.searchHint} value={typed()} onInput={setTyped} name="find-paper" />
        <Show when={units().length > 1}>
          <UnitSelect
            id="found-unit"
            all={words.allUnits}
            units={units()}
            value={search.unit ?? ''}
            onChoose={(unit) => setSearch({ unit: unit || null })}
          />
        </Show>
        <Button type="submit">{words.find}</Button>
      </form>
      <Show when={gone()}>
        {(number) => (
          <p class="note small" role="status">
            {words.withdrawn(number())}
          </p>
        )}
      </Show>
      <Show when={found()}>
        {(all) => (
          <Show
            when={all().evidence.length > 0}
            fallback={
              search.q || search.unit ? (
                <p class="soft" role="status">
                  {words.nothingFound}
                </p>
              ) : (
                <Empty title={words.emptyTitle} text={words.emptyText} />
              )
            }
          >
            <TableBox label={words.title}>
              <CardTable class="papers-found">
                <thead>
                  <tr>
                    <th scope="col">{words.abstract}</th>
                    <th scope="col">{words.unit}</th>
                    <th scope="col">{words.size}</th>
                    <th scope="col">{words.uses}</th>
                    <th scope="col">{words.act}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={all().evidence}>
                    {(paper) => (
                      <PaperRow
                        paper={paper}
                        keeps={keeps()}
                        onWithdraw={() => setLeaving(paper)}
                        onUses={() => setUsed(paper)}
                      />
                    )}
                  </For>
                </tbody>
              </CardTable>
            </TableBox>
            <Show when={all().more && limit() < 100}>
              <Button onClick={() => setLimit(Math.min(100, limit() + PAGE))}>{words.more}</Button>
            </Show>
          </Show>
        )}
      </Show>
      <Show when={leaving()} keyed>
        {(paper) => <Withdraw paper={paper} onGone={() => setGone(paper.number)} onClose={() => setLeaving(null)} />}
      </Show>
      <Show when={used()} keyed>
        {(paper) => <PaperUses paper={paper} onClose={() => setUsed(null)} />}
      </Show>
    </div>
  )
}

function UnitSelect(props: {
  id: string
  units: readonly (readonly [string, string])[]
  value: string
  all?: string
  onChoose: (unit: string) => void
}) {
  return (
    <div class="field">
      <label for={props.id}>{words.unit}</label>
      <select id={props.id} class="input" onChange={({ currentTarget }) => props.onChoose(currentTarget.value)}>
        <Show when={props.all}>
          <option value="">{props.all}</option>
        </Show>
        <For each={props.units}>
          {([id, name]) => (
            <option value={id} selected={id === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

function Withdraw(props: { paper: FoundPaper; onGone: () => void; onClose: () => void }) {
  const leaving = createActionTask(withdrawPaper)
  const go = async () => {
    if ((await leaving.run(props.paper)) === undefined) return
    props.onGone()
    props.onClose()
  }
  return (
    <Dialog open title={words.withdrawTitle} onClose={props.onClose}>
      <p>{words.withdrawText(props.paper.number)}</p>
      <Refused refusal={leaving.refusal()} />
      <div class="actions">
        <Button tone="danger" busy={leaving.busy()} onClick={go}>
          {words.withdraw}
        </Button>
        <Button onClick={props.onClose}>{staff.cancel}</Button>
      </div>
    </Dialog>
  )
}
