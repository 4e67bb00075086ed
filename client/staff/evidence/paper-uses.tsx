import { A, createAsync } from '@solidjs/router'
import { For, Show, Suspense } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/loading.tsx'
import { evidence as words } from '../../words/evidence.ts'
import { staff } from '../../words/staff.ts'
import { type FoundPaper, readUses } from './api.ts'

/** Where a paper is used, with the way there: it has to be taken off at each before it can be withdrawn. */
export function PaperUses(props: { paper: FoundPaper; onClose: () => void }) {
  const uses = createAsync(() => readUses(props.paper.id))
  return (
    <Dialog open title={words.usedTitle(props.paper.number)} onClose={props.onClose}>
      <Suspense fallback={<Loading text={staff.loading} />}>
        <ul class="papers-list">
          <For each={uses()}>
            {({ kind, year, of, unitName, path }) => (
              <li>
                <Show when={path} fallback={words.usedElsewhere(year)}>
                  {(to) => (
                    <>
                      <A href={to()}>{words.usedOf[kind]?.(of ?? '', year) ?? kind}</A>
                      <Show when={unitName}>
                        <span class="soft"> · {unitName}</span>
                      </Show>
                    </>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Suspense>
      <p class="soft small">{words.usedText}</p>
      <div class="actions">
        <Button onClick={props.onClose}>{words.close}</Button>
      </div>
    </Dialog>
  )
}
