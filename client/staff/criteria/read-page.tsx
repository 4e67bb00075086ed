import { For, Show } from 'solid-js'
import type { Component } from '../../../surveys/criteria/criteria-set.ts'
import { TableBox } from '../../ui/table-box.tsx'
import { assessment } from '../../words/assessment.ts'
import { criteria as words } from '../../words/criteria.ts'
import { numberText } from '../../words/read-number.ts'
import { ruleSentence } from '../../words/rule-sentence.ts'
import { wantedPapers } from '../../words/wanted-papers.ts'
import { DraftHistory } from '../drafting/draft-history.tsx'
import { createTitle } from '../title.ts'
import { type CardView, readCardHistory } from './api.ts'
import { CardHead } from './card-head.tsx'

/** A card as it is read: every line with its points, its rule in a sentence, and what proves it. */
export function ReadCard(props: { view: CardView }) {
  const card = () => props.view.definition
  createTitle(() => card().title)
  return (
    <div class="page card-desk">
      <CardHead
        view={props.view}
        title={card().title}
        lockVersion={props.view.lockVersion}
        faults={props.view.issues.length}
        waits={false}
      />
      <section class="card">
        <p>
          <b>{words.pointsFrom}:</b> {card().pointsFrom}
        </p>
        <p class="small soft">{card().source}</p>
      </section>
      <For each={card().areas}>
        {(area) => (
          <section class="block" data-area={area.id}>
            <header>
              <h2>
                <span class="mono">{area.id}</span> {area.name}
              </h2>
              <span class="line-points">{numberText(area.points)}</span>
            </header>
            <TableBox label={area.name}>
              <table class="table card-lines">
                <tbody>
                  <For each={area.criteria}>
                    {(criterion) => (
                      <>
                        <Show when={criterion.components.length > 1}>
                          <tr class="criterion-line">
                            <th scope="row" class="mono">
                              {criterion.id}
                            </th>
                            <td>{criterion.name}</td>
                            <td class="number">{numberText(criterion.points)}</td>
                          </tr>
                        </Show>
                        <For each={criterion.components}>{(one) => <Line component={one} />}</For>
                      </>
                    )}
                  </For>
                </tbody>
              </table>
            </TableBox>
          </section>
        )}
      </For>
      <Ends view={props.view} />
      <Show when={props.view.state !== 'shipped'}>
        <DraftHistory id={props.view.id} title={words.history} actions={words.actions} read={readCardHistory} />
      </Show>
    </div>
  )
}

function Line(props: { component: Component }) {
  return (
    <tr data-component={props.component.id}>
      <th scope="row" class="mono">
        {props.component.id}
      </th>
      <td>
        <p>{props.component.name}</p>
        <p class="small soft">{ruleSentence(props.component.rule, props.component.points)}</p>
        <p class="small">{wantedPapers(props.component.evidence)}</p>
        <p class="small soft">
          {[
            props.component.lead && `${assessment.leaf.lead}: ${props.component.lead}`,
            props.component.supporting && `${assessment.leaf.supporting}: ${props.component.supporting}`,
            props.component.mayNotArise && words.fields.mayNotArise,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </td>
      <td class="number">{numberText(props.component.points)}</td>
    </tr>
  )
}

function Ends(props: { view: CardView }) {
  const card = () => props.view.definition
  return (
    <div class="side-by-side">
      <For each={['bonus', 'penalty'] as const}>
        {(kind) => (
          <Show when={card()[kind].items.length > 0}>
            <section class="card">
              <h2>{words.extraOf[kind]}</h2>
              <p class="small soft">
                {words.extraCeiling[kind]}: {numberText(card()[kind].ceiling)}
              </p>
              <ul class="plain-list">
                <For each={card()[kind].items}>
                  {(item) => (
                    <li>
                      {item.name} <span class="soft">({numberText(item.most)})</span>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          </Show>
        )}
      </For>
      <section class="card">
        <h2>{words.bands}</h2>
        <ul class="plain-list">
          <For each={card().bands}>
            {(band) => (
              <li>
                {band.name}: {words.fields.from?.replace(' (%)', '')} {numberText(band.from)} %
              </li>
            )}
          </For>
        </ul>
      </section>
    </div>
  )
}
