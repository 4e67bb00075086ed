import { useNavigate } from '@solidjs/router'
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { FilePlaces } from '../drafting/file-places.tsx'
import { DropFile } from '../drop-file.tsx'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'
import { type FileKind, importFile, tryFile, type Wanted } from './api.ts'

type Found = Awaited<ReturnType<typeof tryFile>>

/** A file is tried first, with every fault by sheet, row and column; only a whole one becomes a draft. */
export function ImportPanel(props: {
  only?: FileKind
  into?: string
  lockVersion?: () => number
  onDone?: (id: string) => void
}) {
  const navigate = useNavigate()
  const id = createUniqueId()
  const [kind, setKind] = createSignal<FileKind>(props.only ?? 'xlsform')
  const [more, setMore] = createSignal({ form: '', level: '', respondent: '' })
  const [file, setFile] = createSignal<File>()
  const [found, setFound] = createSignal<Found>()
  const trying = createTask(tryFile)
  const taking = createActionTask(importFile)
  const wanted = (): Wanted => ({
    as: kind(),
    ...(kind() === 'xlsform' ? more() : {}),
    ...(props.into ? { into: props.into } : {}),
    ...(props.lockVersion ? { lockVersion: props.lockVersion() } : {}),
  })
  const attempt = async () => {
    const chosen = file()
    setFound(undefined)
    taking.forget()
    if (chosen) setFound(await trying.run(wanted(), chosen))
  }
  const take = async () => {
    const chosen = file()
    if (!chosen) return
    const done = (await taking.run(wanted(), chosen)) as Found | undefined
    if (!done?.id) return
    setFile(undefined)
    setFound(undefined)
    if (props.onDone) props.onDone(done.id)
    else navigate(`/instruments/${done.id}`)
  }
  const incomplete = () =>
    kind() === 'xlsform' && (found()?.issues.some(({ code }) => code === 'setting_missing') || more().form !== '')
  return (
    <Frame only={props.only}>
      <p class="soft">{props.only === 'translation' ? words.import.leadTranslation : words.import.lead}</p>
      <Show when={!props.only}>
        <div class="field">
          <label for={id}>{words.import.kind}</label>
          <select
            id={id}
            class="input"
            onChange={({ currentTarget }) => {
              setKind(currentTarget.value as FileKind)
              void attempt()
            }}
          >
            <option value="xlsform">{words.import.kinds.xlsform}</option>
            <option value="json">{words.import.kinds.json}</option>
          </select>
        </div>
      </Show>
      <DropFile
        name="form-file"
        accept={kind() === 'json' ? '.json,application/json' : '.xlsx'}
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
      <Show when={incomplete()}>
        <Missing more={more()} onMore={setMore} onAgain={attempt} />
      </Show>
      <Show when={found()}>
        {(result) => <Trial found={result()} kind={kind()} busy={taking.busy()} onTake={take} />}
      </Show>
    </Frame>
  )
}

/** On a page of its own work it is a card; below a draft it waits behind a fold. */
function Frame(props: { only: FileKind | undefined; children: JSX.Element }) {
  return (
    <Show
      when={props.only}
      fallback={
        <section class="card import">
          <h2>{words.import.title}</h2>
          {props.children}
        </section>
      }
    >
      {(kind) => (
        <details>
          <summary>{words.import.fold[kind()]}</summary>
          <div class="card import">{props.children}</div>
        </details>
      )}
    </Show>
  )
}

/** What a workbook made elsewhere cannot know of us. */
function Missing(props: {
  more: { form: string; level: string; respondent: string }
  onMore: (more: { form: string; level: string; respondent: string }) => void
  onAgain: () => void
}) {
  const id = createUniqueId()
  const set = (name: 'form' | 'level' | 'respondent', value: string) => {
    props.onMore({ ...props.more, [name]: value })
    props.onAgain()
  }
  const choices = (names: Readonly<Record<string, string>>, chosen: string) => (
    <>
      <option value="">{words.import.inFile}</option>
      <For each={Object.entries(names)}>
        {([value, name]) => (
          <option value={value} selected={value === chosen}>
            {name}
          </option>
        )}
      </For>
    </>
  )
  return (
    <div class="fields tight">
      <div class="field">
        <label for={`${id}-form`}>{words.import.form}</label>
        <input
          id={`${id}-form`}
          class="input mono"
          value={props.more.form}
          onChange={({ currentTarget }) => set('form', currentTarget.value.trim())}
        />
        <span class="hint">{words.import.formHint}</span>
      </div>
      <div class="field">
        <label for={`${id}-level`}>{words.import.level}</label>
        <select id={`${id}-level`} class="input" onChange={({ currentTarget }) => set('level', currentTarget.value)}>
          {choices(staff.levels, props.more.level)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-who`}>{words.import.respondent}</label>
        <select id={`${id}-who`} class="input" onChange={({ currentTarget }) => set('respondent', currentTarget.value)}>
          {choices(staff.respondents, props.more.respondent)}
        </select>
      </div>
    </div>
  )
}

function Trial(props: { found: Found; kind: FileKind; busy: boolean; onTake: () => void }) {
  const translation = () => props.kind === 'translation'
  return (
    <>
      <Show
        when={props.found.issueCount === 0}
        fallback={<p class="note red">{words.import.bad(props.found.issueCount)}</p>}
      >
        <p class="note green" role="status">
          {translation() ? words.import.goodTranslation : words.import.good(props.found.title ?? '', props.found.items)}
        </p>
        <For each={Object.entries(props.found.missing ?? {})}>
          {([language, keys]) => (
            <Show when={keys.length > 0}>
              <p class="small soft">{words.import.missing(words.languages[language] ?? language, keys.length)}</p>
            </Show>
          )}
        </For>
        <div class="actions">
          <Button tone="main" data-action="import-form" busy={props.busy} onClick={() => props.onTake()}>
            {translation() ? words.import.actTranslation : words.import.act}
          </Button>
        </div>
      </Show>
      <FilePlaces title={words.import.errors} list={props.found.issues} />
      <FilePlaces title={words.import.notes} list={props.found.notes} />
    </>
  )
}
