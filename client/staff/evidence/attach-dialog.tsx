import { createAsync } from '@solidjs/router'
import { createEffect, createSignal, For, Show, Suspense } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { evidence as words } from '../../words/evidence.ts'
import type { Component } from '../assessment/api.ts'
import { useYear } from '../assessment/year-context.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { attach, findPapers, readAgain } from './api.ts'
import { PaperForm } from './paper-form.tsx'
import { PaperName, PaperPlace } from './paper-name.tsx'
import { useProofs } from './proofs-context.tsx'

const SHOWN = 8

/** Proves one line: by a paper that is there, found by its words, or by a new one. */
export function AttachDialog(props: { component: Component; onClose: () => void }) {
  const { year } = useYear()
  const proofs = useProofs()
  const [typed, setTyped] = createSignal('')
  const [query, setQuery] = createSignal('')
  const [line, setLine] = createSignal<number | null>(null)
  const [fresh, setFresh] = createSignal(false)
  const found = createAsync(() => findPapers(query(), year().unit.id, SHOWN))
  const attaching = createTask(attach)
  const own = () =>
    new Set(
      proofs()
        ?.papers.filter(({ component }) => component === props.component.id)
        .map(({ evidence }) => evidence),
    )
  /** A new paper that could not be attached (the year was locked meanwhile) is in the register all the same. */
  const [kept, setKept] = createSignal(false)
  let told: HTMLDivElement | undefined
  const use = async (paper: string, isNew = false) => {
    await attaching.run(year().id, props.component.id, paper, line())
    if (attaching.refusal() === null) return props.onClose()
    setKept(isNew)
    setFresh(false)
  }
  createEffect(() => attaching.refusal() && told?.scrollIntoView({ block: 'nearest' }))
  const close = () => {
    props.onClose()
    if (attaching.refusal()) void readAgain(year().id)
  }
  return (
    <Dialog open title={words.leaf.title(props.component.id)} onClose={close}>
      <p>{props.component.name}</p>
      <div ref={told}>
        <Refused refusal={attaching.refusal()} />
        <Show when={attaching.refusal() && kept()}>
          <p class="note small" role="status">
            {words.leaf.keptOnly}
          </p>
        </Show>
      </div>
      <Show when={props.component.evidence.length > 1}>
        <div class="field">
          <label for="proof-line">{words.leaf.line}</label>
          <select
            id="proof-line"
            class="input"
            onChange={({ currentTarget }) => setLine(currentTarget.value === '' ? null : Number(currentTarget.value))}
          >
            <option value="">{words.leaf.wholeLine}</option>
            <For each={props.component.evidence}>
              {(one, at) => (
                <option value={at()} selected={at() === line()}>
                  {one}
                </option>
              )}
            </For>
          </select>
        </div>
      </Show>
      <fieldset class="chips">
        <legend class="for-readers">{words.leaf.attach}</legend>
        <For each={[false, true]}>
          {(one) => (
            <label class="choice">
              <input type="radio" name="proof-by" checked={fresh() === one} onChange={() => setFresh(one)} />
              {one ? words.leaf.fresh : words.leaf.existing}
            </label>
          )}
        </For>
      </fieldset>
      <Show
        when={fresh()}
        fallback={
          <>
            <form
              class="search-line"
              onSubmit={(event) => {
                event.preventDefault()
                setQuery(typed())
              }}
            >
              <Field label={words.search} value={typed()} onInput={setTyped} name="find-paper" />
              <Button type="submit">{words.find}</Button>
            </form>
            <Suspense>
              <ul class="paper-list" aria-live="polite">
                <For
                  each={found()?.evidence}
                  fallback={<li class="soft">{query() ? words.nothingFound : words.emptyTitle}</li>}
                >
                  {(paper) => (
                    <li data-paper={paper.id}>
                      <div>
                        <PaperName paper={paper} />
                        <PaperPlace paper={paper} />
                      </div>
                      <Show when={!own().has(paper.id)} fallback={<span class="soft small">{words.leaf.used}</span>}>
                        <Button
                          little
                          busy={attaching.busy()}
                          aria-label={words.leaf.useLabel(paper.number)}
                          onClick={() => use(paper.id)}
                        >
                          {words.leaf.use}
                        </Button>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Suspense>
          </>
        }
      >
        <PaperForm unit={year().unit.id} act={words.saveAndAttach} onKept={(paper) => use(paper, true)} />
      </Show>
      <div class="actions">
        <Button onClick={close}>{words.leaf.close}</Button>
      </div>
    </Dialog>
  )
}
