import { useNavigate } from '@solidjs/router'
import { createSignal, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { FilePlaces } from '../drafting/file-places.tsx'
import { DropFile } from '../drop-file.tsx'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'
import { type Into, importCard, type Trial, tryCard } from './api.ts'

/** A workbook is tried first, with every fault by sheet, row and column; only a whole one becomes a draft or replaces one. */
export function ImportCard(props: { into?: () => Into; onDone?: () => void }) {
  const navigate = useNavigate()
  const [file, setFile] = createSignal<File>()
  const [found, setFound] = createSignal<Trial>()
  const trying = createTask(tryCard)
  const taking = createActionTask(importCard)
  const attempt = async () => {
    const chosen = file()
    setFound(undefined)
    taking.forget()
    if (chosen) setFound(await trying.run(chosen, props.into?.()))
  }
  const take = async () => {
    const chosen = file()
    if (!chosen) return
    const done = (await taking.run(chosen, props.into?.())) as Trial | undefined
    if (!done?.id) return
    setFile(undefined)
    setFound(undefined)
    if (props.onDone) props.onDone()
    else navigate(`/criteria/${done.id}`)
  }
  return (
    <Frame into={props.into !== undefined}>
      <p class="soft">{props.into ? words.import.foldLead : words.import.lead}</p>
      <DropFile
        name="card-file"
        accept=".xlsx"
        onChoose={(chosen) => {
          setFile(chosen)
          void attempt()
        }}
      >
        <b>{file()?.name ?? words.import.choose}</b>
        <span class="soft">{words.import.drop}</span>
      </DropFile>
      <Show when={trying.busy()}>
        <Loading text={words.import.reading} />
      </Show>
      <Refused refusal={trying.refusal()} />
      <Refused refusal={taking.refusal()} />
      <Show when={found()}>
        {(trial) => (
          <>
            <Show
              when={trial().issueCount === 0 && trial().card}
              fallback={<p class="note red">{words.import.bad(trial().issueCount)}</p>}
            >
              {(card) => (
                <>
                  <p class="note green" role="status">
                    {words.import.good(card().title, card().year)}
                  </p>
                  <div class="actions">
                    <Button tone="main" data-action="import-card" busy={taking.busy()} onClick={take}>
                      {props.into ? words.import.actInto : words.import.act}
                    </Button>
                  </div>
                </>
              )}
            </Show>
            <FilePlaces title={words.import.errors} list={trial().issues} />
            <FilePlaces title={words.import.notes} list={trial().notes} />
          </>
        )}
      </Show>
    </Frame>
  )
}

function Frame(props: { into: boolean; children: JSX.Element }) {
  return (
    <Show
      when={props.into}
      fallback={
        <section class="card import">
          <h2>{words.import.title}</h2>
          {props.children}
        </section>
      }
    >
      <details>
        <summary>{words.import.fold}</summary>
        <div class="card import">{props.children}</div>
      </details>
    </Show>
  )
}
