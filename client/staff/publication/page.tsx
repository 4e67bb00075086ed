import { createAsync, useAction } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { canStep } from '../../../surveys/round-steps.ts'
import { Empty } from '../../ui/empty.tsx'
import { Hash } from '../../ui/hash.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayOf, dayText } from '../../words/days.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { publication } from '../../words/publication.ts'
import { staff } from '../../words/staff.ts'
import { publishRound, readPublication } from '../api.ts'
import { levelName } from '../level-name.ts'
import { MainAction, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { Publication } from '../shapes.ts'
import { createTask } from '../task.ts'
import { PublishDialog } from './publish-dialog.tsx'

const words = publication.staff

/** What goes out of the house: the figures, the hidden cells and why, and what the auditor found. */
export default function PublicationPage() {
  const round = useRound()
  const found = createAsync(() => readPublication(round().id))
  const send = useAction(publishRound)
  const task = createTask(async (decision: { decisionNumber: string; decisionDate: string }) => send(round(), decision))
  const [asking, setAsking] = createSignal(false)
  const waits = () => (!canStep(round().state, 'publish') || !found()?.protection.audit.safe) && words.waits
  return (
    <StepPage
      step="publication"
      title={words.title}
      lead={words.lead}
      action={
        <Show when={found() && !found()?.publishedAt}>
          <MainAction
            name="publish"
            label={words.act}
            roles={rolesOf('publish')}
            waits={waits()}
            onPress={() => {
              task.forget()
              setAsking(true)
            }}
          />
        </Show>
      }
    >
      <Show when={found() === null}>
        <Empty title={words.emptyTitle} text={words.emptyText} />
      </Show>
      <Show when={found()}>
        {(one) => (
          <>
            <Show when={one().publishedAt}>
              {(at) => (
                <p class="note">
                  {words.publishedOn(dayText(dayOf(new Date(at()))))}{' '}
                  <a href={`/ket-qua/${round().id}`} target="_blank" rel="noopener">
                    {words.open}
                  </a>
                </p>
              )}
            </Show>
            <Summary protection={one().protection} />
            <HiddenCells protection={one().protection} />
            <Preview figures={one().figures} />
            <Show when={one().contentHash}>
              {(hash) => (
                <p class="small">
                  {publication.proof.content}: <Hash value={hash()} copy={staff.copy} copied={staff.copied} />
                </p>
              )}
            </Show>
          </>
        )}
      </Show>
      <PublishDialog
        open={asking()}
        busy={task.busy()}
        refusal={task.refusal()}
        onClose={() => setAsking(false)}
        onConfirm={async (decision) => {
          if (await task.run(decision)) setAsking(false)
        }}
      />
    </StepPage>
  )
}

function Summary(props: { protection: Publication['protection'] }) {
  const safe = () => props.protection.audit.safe
  return (
    <div class="cards">
      <section class="card">
        <h3>{words.safeTitle}</h3>
        <p class="figure-large">{safe() ? words.safeShort : words.unsafeShort}</p>
        <p class="soft">{safe() ? words.safe : words.unsafe}</p>
        <Show when={props.protection.detail === 'margins'}>
          <p class="soft">{words.margins}</p>
        </Show>
      </section>
      <section class="card">
        <h3>{words.hiddenCount}</h3>
        <p class="figure-large">{countText(props.protection.primary.length + props.protection.secondary.length)}</p>
        <p class="soft">
          {words.primary}: {countText(props.protection.primary.length)}. {words.secondary}:{' '}
          {countText(props.protection.secondary.length)}.
        </p>
      </section>
    </div>
  )
}

/** `area=Kế Sách&level=th` as a person reads it. */
const cellText = (id: string): string =>
  id
    .split('&')
    .map((part) => {
      const [dimension = '', code = ''] = part.split('=')
      if (dimension === 'level') return levelName(code)
      return dimension === 'area' ? code : `${dimension}: ${code}`
    })
    .join(', ')

function HiddenCells(props: { protection: Publication['protection'] }) {
  const cells = () => props.protection.audit.sheets
  const satisfied = (id: string) => props.protection.audit.satisfied.find((cell) => cell.id === id)
  const text = (least: number, most: number | null, digits: number) =>
    words.range(decimalText(least, digits), most === null ? null : decimalText(most, digits))
  return (
    <Show when={cells().length > 0} fallback={<p class="note">{words.noneHidden}</p>}>
      <TableBox label={words.hiddenTable} tall>
        <table class="table">
          <caption>{words.hiddenTable}</caption>
          <thead>
            <tr>
              <th scope="col">{words.cell}</th>
              <th scope="col">{words.why}</th>
              <th scope="col">{words.sheetsRange}</th>
              <th scope="col">{words.satisfiedRange}</th>
            </tr>
          </thead>
          <tbody>
            <For each={cells()}>
              {(cell) => (
                <tr>
                  <th scope="row">{cellText(cell.id)}</th>
                  <td>{props.protection.primary.includes(cell.id) ? words.primary : words.secondary}</td>
                  <td>{text(cell.least, cell.most, 0)}</td>
                  <td>
                    <Show when={satisfied(cell.id)} fallback={staff.none}>
                      {(range) => text(range().least, range().most, 1)}
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
    </Show>
  )
}

function Preview(props: { figures: Publication['figures'] }) {
  const place = (level: string | null, area: string | null) =>
    [level === null ? null : levelName(level), area].filter((part) => part !== null).join(', ') || words.whole
  return (
    <TableBox label={words.preview} tall>
      <table class="table">
        <caption>{words.preview}</caption>
        <thead>
          <tr>
            <th scope="col">{words.cell}</th>
            <th scope="col" class="number">
              {publication.columns.rate}
            </th>
            <th scope="col">{publication.columns.interval}</th>
            <th scope="col" class="number">
              {publication.columns.n}
            </th>
            <th scope="col">{publication.columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.figures.domains}>
            {({ level, area, computed: { rate, verdict } }) => (
              <tr>
                <th scope="row">{place(level, area)}</th>
                {'value' in rate ? (
                  <>
                    <td class="number">{percentText(rate.value)}</td>
                    <td>{`${decimalText(rate.low * 100, 1)} – ${percentText(rate.high)}`}</td>
                    <td class="number">{countText(rate.n)}</td>
                    <td>
                      {verdict === null ? staff.none : publication.verdict[verdict]}
                      <Show when={rate.cautions.length > 0}>
                        <span class="soft small">
                          {' '}
                          ({rate.cautions.map((caution) => publication.cautions[caution] ?? caution).join('; ')})
                        </span>
                      </Show>
                    </td>
                  </>
                ) : (
                  <td colspan={4} class="soft">
                    {'hidden' in rate ? publication.hidden : publication.notAsked}
                  </td>
                )}
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}
