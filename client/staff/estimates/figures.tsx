import { For } from 'solid-js'
import { results as words } from '../../words/results.ts'
import { staff } from '../../words/staff.ts'
import { addressOf } from '../api.ts'
import { useRound } from '../round/round-context.ts'
import type { DomainResult, Estimate } from '../shapes.ts'
import type { Shown } from './figure-cell.tsx'
import { type ResultRow, ResultTable } from './result-table.tsx'

const levelName = (level: string): string => staff.levels[level] ?? level

/** All figures of the round: pictures first, then the tables they are drawn from. */
export function Figures(props: { estimate: Estimate; onOpen: (shown: Shown) => void }) {
  const round = useRound()
  const results = () => props.estimate.results
  const levels = () => results().domains.filter(({ level, area }) => level !== null && area === null)
  const areas = () => results().domains.filter(({ level, area }) => level === null && area !== null)
  const crossed = () => results().domains.filter(({ level, area }) => level !== null && area !== null)
  const blockRows = (domain: DomainResult): ResultRow[] => [
    ...results().blocks.flatMap(({ id, title }) => {
      const result = domain.blocks[id]
      return result ? [{ name: `${id}. ${title}`, result }] : []
    }),
    { name: words.computed, result: domain.computed, strong: true },
    { name: words.asked, result: domain.asked },
  ]
  const whole = () => results().domains.filter(({ level, area }) => level === null && area === null)
  return (
    <>
      <For each={[...whole(), ...levels()]}>
        {(domain) => {
          const name = domain.level === null ? words.whole : levelName(domain.level)
          return (
            <section class="card">
              <h3>{name}</h3>
              <img
                class="chart"
                src={addressOf.chart(round().id, props.estimate.id, domain.level === null ? 'blocks' : domain.level)}
                alt={`${words.chartBlocks}: ${name}. ${words.chartNote}`}
                loading="lazy"
              />
              <ResultTable
                title={`${words.blocksByLevel}: ${name}`}
                head={words.columns.block}
                rows={blockRows(domain)}
                onOpen={props.onOpen}
              />
            </section>
          )
        }}
      </For>
      <section class="card">
        <h3>{words.byArea}</h3>
        <img
          class="chart"
          src={addressOf.chart(round().id, props.estimate.id, 'areas')}
          alt={`${words.chartAreas}. ${words.chartNote}`}
          loading="lazy"
        />
        <ResultTable
          title={words.byArea}
          head={words.columns.area}
          rows={areas().map((domain) => ({ name: domain.area ?? '', result: domain.computed }))}
          onOpen={props.onOpen}
        />
      </section>
      <details class="card">
        <summary>{words.byLevelArea}</summary>
        <ResultTable
          title={words.byLevelArea}
          head={words.columns.area}
          rows={crossed().map((domain) => ({
            name: `${levelName(domain.level ?? '')}, ${domain.area}`,
            result: domain.computed,
          }))}
          onOpen={props.onOpen}
        />
      </details>
      <For each={levels()}>
        {(domain) => (
          <details class="card">
            <summary>{words.items(levelName(domain.level ?? ''))}</summary>
            <ResultTable
              title={words.items(levelName(domain.level ?? ''))}
              head={words.columns.item}
              rows={results()
                .items.filter(({ level }) => level === domain.level)
                .map(({ id, text, result }) => ({ name: `${id}. ${text}`, result }))}
              onOpen={props.onOpen}
            />
          </details>
        )}
      </For>
      <details class="card">
        <summary>{words.byGroup}</summary>
        <For each={results().groups}>
          {(group) => (
            <ResultTable
              title={group.title}
              head={words.columns.group}
              rows={group.rows.map(({ name, computed }) => ({ name, result: computed }))}
              onOpen={props.onOpen}
            />
          )}
        </For>
      </details>
    </>
  )
}
