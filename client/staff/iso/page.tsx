import { A, createAsync, useSearchParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Field } from '../../ui/field.tsx'
import { iso as words } from '../../words/iso.ts'
import { holds } from '../api.ts'
import { createTitle } from '../title.ts'
import { readIso } from './api.ts'
import { Records, WRITERS, writerNames } from './records.tsx'

const SECTIONS = [
  ['audit', words.audits, words.auditsEmpty],
  ['finding', words.findings, words.findingsEmpty],
  ['law', words.laws, words.lawsEmpty],
  ['review', words.reviews, words.reviewsEmpty],
] as const

const thisYear = (today: string) => Number(today.slice(0, 4))

/** The quality system of a year: audits, findings, changes of law, reviews, and what former years left open. */
export default function IsoPage() {
  createTitle(() => words.title)
  const [search, setSearch] = useSearchParams<{ year?: string }>()
  const iso = createAsync(() => readIso(search.year))
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">
            {words.about} {words.endHint}
          </p>
        </div>
      </header>
      <Show when={iso()}>
        {(year) => (
          <>
            <div class="iso-year">
              <Field
                label={words.year}
                type="number"
                min={2000}
                max={2100}
                value={year().year}
                onInput={(value) => /^20\d\d$/.test(value) && setSearch({ year: value })}
              />
            </div>
            <Show when={year().year < thisYear(year().today)}>
              <p class="note small">
                {words.ofFormerYear(year().year)}{' '}
                <A href={`/iso?year=${thisYear(year().today)}`}>{words.toYear(thisYear(year().today))}</A>
              </p>
            </Show>
            <p class={year().late > 0 ? 'note amber' : 'soft'} role="status">
              {year().late > 0 ? words.late(year().late) : words.noneLate}
            </p>
            <Show when={!holds(WRITERS)}>
              <p class="soft">{words.onlyRead(writerNames())}</p>
            </Show>
            <Show when={year().records.length > 0 && !year().issued}>
              <p class="note amber">
                {words.notIssued} <A href="/periods">{words.toPeriods}</A>
              </p>
            </Show>
            <For each={SECTIONS}>
              {([kind, title, empty]) => (
                <Records
                  kind={kind}
                  title={title}
                  empty={empty}
                  year={year()}
                  records={year().records.filter((one) => one.kind === kind)}
                />
              )}
            </For>
            <Show when={year().before.length > 0}>
              <Records kind={null} title={words.before} empty="" year={year()} records={year().before} />
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}
