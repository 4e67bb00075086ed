import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { evidence as words } from '../../words/evidence.ts'
import { wantedPaper, wantedPapers } from '../../words/wanted-papers.ts'
import { holds } from '../api.ts'
import type { Component } from '../assessment/api.ts'
import { useYear } from '../assessment/year-context.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { detach, fileOf } from './api.ts'
import { AttachDialog } from './attach-dialog.tsx'
import { PaperName } from './paper-name.tsx'
import { useProofs } from './proofs-context.tsx'
import './evidence.css'

/** How far a line is proved, in a word. */
export function ProofChip(props: { component: string }) {
  const proofs = useProofs()
  const line = () => proofs()?.checklist.lines.find(({ component }) => component === props.component)
  return (
    <Show when={line()}>
      {(found) => (
        <span data-proof={found().state}>
          <Chip tone={words.leaf.tones[found().state]}>{words.leaf.states[found().state]}</Chip>
        </span>
      )}
    </Show>
  )
}

/** The papers that prove one line; whoever writes the line adds and takes away while that is open. */
export function LeafEvidence(props: { component: Component }) {
  const { year } = useYear()
  const proofs = useProofs()
  const [adding, setAdding] = createSignal(false)
  const detaching = createTask(detach)
  const id = () => props.component.id
  const papers = () => proofs()?.papers.filter(({ component }) => component === id()) ?? []
  const missing = () => proofs()?.checklist.lines.find(({ component }) => component === id())?.missing ?? []
  const open = () => {
    const found = proofs()
    if (!found?.open || found.state !== year().state || !holds(['assessor'])) return null
    return found.asked === null || found.asked.includes(id()) ? found.open : null
  }
  return (
    <Show when={proofs()}>
      <div class="leaf-evidence">
        <Show when={papers().length > 0}>
          <ul class="paper-list" aria-label={words.leaf.attached}>
            <For each={papers()}>
              {(paper) => (
                <li data-paper={paper.evidence}>
                  <div>
                    <PaperName paper={paper} />
                    <Show when={paper.line !== null && props.component.evidence[paper.line]}>
                      {(line) => (
                        <span class="small soft">
                          {words.leaf.line}: {wantedPaper(line())}
                        </span>
                      )}
                    </Show>
                    <Show when={paper.stage === 'explanation'}>
                      <Chip>{words.leaf.withExplanation}</Chip>
                    </Show>
                  </div>
                  <div class="actions tight">
                    <a
                      class="button little"
                      href={fileOf.paper(paper.evidence)}
                      download=""
                      aria-label={words.openLabel(paper.number)}
                    >
                      {words.open}
                    </a>
                    <Show when={open() === paper.stage}>
                      <Button
                        little
                        tone="quiet"
                        aria-label={words.leaf.detachLabel(paper.number)}
                        onClick={() => detaching.run(year().id, id(), paper.evidence)}
                      >
                        {words.leaf.detach}
                      </Button>
                    </Show>
                  </div>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Show when={missing().length > 0}>
          <p class="small">
            <b>{words.leaf.missing}:</b> {wantedPapers(missing())}
          </p>
        </Show>
        <Refused refusal={detaching.refusal()} />
        <Show when={open()}>
          <div class="actions tight">
            <Button
              little
              data-action="attach"
              aria-label={words.leaf.attachLabel(id())}
              onClick={() => setAdding(true)}
            >
              {words.leaf.attach}
            </Button>
          </div>
        </Show>
        <Show when={adding()}>
          <AttachDialog component={props.component} onClose={() => setAdding(false)} />
        </Show>
      </div>
    </Show>
  )
}
