import { For, Show } from 'solid-js'
import { assessment as words } from '../../words/assessment.ts'
import { decimalText } from '../../words/numbers.ts'
import { numberText } from '../../words/read-number.ts'
import type { YearView } from './api.ts'
import { looksShown } from './leaf.tsx'
import { useYear } from './year-context.ts'

export const bandName = (year: YearView, band: string): string =>
  year.card.bands.find(({ id }) => id === band)?.name ?? band

/** The index as each look has it: points of what could be had, and the band. */
export function Totals() {
  const { year } = useYear()
  return (
    <div class="cards">
      <For each={looksShown(year().state)}>
        {(look) => (
          <section class="card total" data-total={look}>
            <h2>{words.looks[look]}</h2>
            <Show when={year().scores[look]} fallback={<p class="soft">{words.year.nothingArose}</p>}>
              {(score) => (
                <>
                  <p class="figure-large" data-index={score().index}>
                    {decimalText(score().index, 2)}{' '}
                    <Show when={year().state !== 'scoring' || year().missing.length === 0}>
                      <span class="band">{bandName(year(), score().band)}</span>
                    </Show>
                  </p>
                  <p>
                    {words.year.points(numberText(score().points), numberText(score().most))} ·{' '}
                    {words.year.share(decimalText(score().share, 2))}
                    <Show when={score().bonus > 0 || score().penalty > 0}>
                      {' · '}
                      {words.year.extras(numberText(score().bonus), numberText(score().penalty))}
                    </Show>
                  </p>
                  <Show when={score().excluded > 0}>
                    <p class="small soft">{words.year.excluded(numberText(score().excluded))}</p>
                  </Show>
                  <Show when={look === 'self'}>
                    <p class="small" classList={{ 'amber-text': year().missing.length > 0 }}>
                      {year().missing.length > 0 ? words.year.missing(year().missing.length) : words.year.complete}
                    </p>
                  </Show>
                </>
              )}
            </Show>
          </section>
        )}
      </For>
    </div>
  )
}
