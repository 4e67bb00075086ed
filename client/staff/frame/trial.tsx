import { For, type JSX, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { errorText } from '../refusal.ts'
import type { Finding, FrameTrial } from '../shapes.ts'
import { Changes } from './changes.tsx'
import { Totals } from './totals.tsx'

/**
 * What the server found in the file, cell by cell, before anything is stored. The way to name a column (`children`) stands
 * before the faults where a column is missing: it is the remedy.
 */
export function Trial(props: { trial: FrameTrial; fileName: string; children: JSX.Element }) {
  const missing = () => props.trial.findings.some(({ code }) => code === 'column_missing' || code === 'header_missing')
  const of = (severity: Finding['severity']) => props.trial.findings.filter((finding) => finding.severity === severity)
  return (
    <section class="page" aria-live="polite">
      <h3>
        {words.frame.trialTitle}: {props.fileName}
      </h3>
      <Show
        when={of('error').length > 0}
        fallback={
          <p class="note green">{words.frame.trialGood(countText(props.trial.rows), countText(props.trial.pupils))}</p>
        }
      >
        <p class="note red">{words.frame.trialBad(countText(of('error').length))}</p>
      </Show>
      <Show when={props.trial.synthetic}>
        <p class="note amber">{words.frame.syntheticFile}</p>
      </Show>
      <Show when={missing()}>{props.children}</Show>
      <Findings title={words.frame.errors} list={of('error')} />
      <Findings title={words.frame.notices} list={of('notice')} />
      <Show when={props.trial.ignored.columns.length > 0}>
        <p class="soft">{words.frame.ignoredColumns(props.trial.ignored.columns.join(', '))}</p>
      </Show>
      <Show when={props.trial.ignored.rows.length > 0}>
        <p class="soft">{words.frame.ignoredRows(props.trial.ignored.rows.join(', '))}</p>
      </Show>
      <Changes changes={props.trial.changes} />
      <Show when={props.trial.totals.length > 0}>
        <Totals totals={props.trial.totals} />
      </Show>
      <Show when={!missing()}>{props.children}</Show>
    </section>
  )
}

/** What is wrong or worth knowing, each with its cell or row. */
export function Findings(props: { title: string; list: readonly Finding[] }) {
  return (
    <Show when={props.list.length > 0}>
      <TableBox label={props.title} tall>
        <table class="table findings">
          <caption>{props.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.frame.cell}</th>
              <th scope="col">{words.frame.finding}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.list}>
              {(finding) => (
                <tr>
                  <th scope="row" class="mono">
                    {placeOf(finding)}
                  </th>
                  <td>{errorText({ pointer: finding.cell, code: finding.code, detail: finding.detail })}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
    </Show>
  )
}

const placeOf = ({ cell, detail }: Finding): string => {
  if (!cell.startsWith('/')) return cell
  return detail?.row === undefined ? words.none : words.frame.row(String(detail.row))
}
