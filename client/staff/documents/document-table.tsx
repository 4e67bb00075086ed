import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Hash } from '../../ui/hash.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText, momentText } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { official as words } from '../../words/official.ts'
import { staff } from '../../words/staff.ts'
import { addressOf } from '../api.ts'
import { mayTake } from '../round/main-action.tsx'
import type { Document } from '../shapes.ts'
import { ApproveDocument } from './approve-document.tsx'

const APPROVERS = ['director', 'admin']

/** Every version of some documents, newest first, with both its files. */
export function DocumentTable(props: { label: string; documents: readonly Document[] }) {
  const [approving, setApproving] = createSignal<Document | null>(null)
  return (
    <>
      <TableBox label={props.label}>
        <table class="table">
          <caption>{props.label}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.kind}</th>
              <th scope="col" class="number">
                {words.columns.version}
              </th>
              <th scope="col">{words.columns.file}</th>
              <th scope="col">{words.columns.state}</th>
              <th scope="col">{words.columns.made}</th>
              <th scope="col">{words.columns.hash}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.documents}>
              {(document) => (
                <tr>
                  <th scope="row">{words.kinds[document.kind] ?? document.kind}</th>
                  <td class="number">{countText(document.version)}</td>
                  <td>
                    <div class="actions tight">
                      <File document={document} format="docx" />
                      <Show when={document.pdfHash}>
                        <File document={document} format="pdf" />
                      </Show>
                    </div>
                  </td>
                  <td>
                    <State document={document} onApprove={() => setApproving(document)} />
                  </td>
                  <td>{momentText(document.createdAt)}</td>
                  <td>
                    <Hash value={document.contentHash} copy={staff.copy} copied={staff.copied} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
      <Show when={approving()} keyed>
        {(document) => <ApproveDocument document={document} onClose={() => setApproving(null)} />}
      </Show>
    </>
  )
}

function State(props: { document: Document; onApprove: () => void }) {
  const label = () =>
    words.approveLabel(words.kinds[props.document.kind] ?? props.document.kind, countText(props.document.version))
  return (
    <Show
      when={props.document.state === 'approved'}
      fallback={
        <>
          <Chip>{words.draft}</Chip>
          <Show when={mayTake(APPROVERS)}>
            <Button
              little
              tone="quiet"
              data-action="approve-document"
              aria-label={label()}
              onClick={() => props.onApprove()}
            >
              {words.approve}
            </Button>
          </Show>
        </>
      }
    >
      <Chip tone="green">{words.approved}</Chip>
      <div class="small soft">
        {words.approvedBy(props.document.decisionNumber ?? '', dayText(props.document.decisionDate ?? ''))}
      </div>
    </Show>
  )
}

function File(props: { document: Document; format: 'docx' | 'pdf' }) {
  const name = () => props.document.fileName.replace(/\.docx$/, `.${props.format}`)
  return (
    <a
      class="button little"
      href={addressOf.document(props.document.id, props.format)}
      download=""
      target="_self"
      data-action="download-document"
      data-format={props.format}
      data-kind={props.document.kind}
      aria-label={words.download(words[props.format], name())}
    >
      {words[props.format]}
    </a>
  )
}
