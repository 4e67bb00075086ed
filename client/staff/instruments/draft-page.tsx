import { createMemo, createSignal, For, Index, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { ConflictDialog } from '../drafting/conflict-dialog.tsx'
import { DraftHistory } from '../drafting/draft-history.tsx'
import { undoKeys } from '../drafting/undo-keys.ts'
import { errorText } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTitle } from '../title.ts'
import { lookAt, markText, readHistory, type VersionView } from './api.ts'
import { BlockView } from './block-view.tsx'
import { DeskContext, type Marker, MarkerContext, useDesk } from './desk.ts'
import { createEditor, type Editor } from './editor.ts'
import { FieldList } from './field-input.tsx'
import { FORM_FIELDS } from './fields.ts'
import { languagesOf } from './form.ts'
import { ImportPanel } from './import-panel.tsx'
import { newBlock } from './new-part.ts'
import { Phone } from './phone.tsx'
import { issuePlace, placeName } from './place-name.ts'
import { isAuthor, mayStep, VersionHead } from './version-head.tsx'

/** A draft on the desk: its questions on the left, the phone on the right. */
export function DraftPage(props: { view: VersionView }) {
  const editor = createEditor(props.view)
  const [openAt, open] = createSignal<string | null>(null)
  const [phone, setPhone] = createSignal(true)
  const form = editor.form
  createTitle(() => `${form().title.vi} · ${form().version}`)
  const languages = createMemo(() => languagesOf(form()))
  const openItem = () => {
    const [block, place] = (openAt() ?? '').split('/').map(Number)
    return place === undefined || block === undefined ? undefined : form().blocks[block]?.items[place]?.id
  }
  const leftOut = createMemo(
    () =>
      new Set(
        editor
          .issues()
          .filter(({ code }) => code.startsWith('definition_') || code.startsWith('expression_'))
          .flatMap(({ path }) => /^\/blocks\/\d+\/items\/\d+/.exec(path)?.[0] ?? []),
      ).size,
  )
  undoKeys(editor)
  const addBlock = () => {
    editor.change((now) => ({ ...now, blocks: [...now.blocks, newBlock(now)] }))
    open(`${form().blocks.length - 1}`)
  }
  const desk = { editor, languages, openAt, open }
  const marker: Marker = {
    mayMark: () => mayStep('review') && !isAuthor(editor.view()),
    mark: async (at) => {
      await editor.saveNow()
      editor.absorb(await markText(editor.id, at))
    },
  }
  return (
    <DeskContext.Provider value={desk}>
      <MarkerContext.Provider value={marker}>
        <div class="page desk" classList={{ 'with-phone': phone() }}>
          <VersionHead
            view={editor.view()}
            title={form().title.vi}
            lockVersion={editor.lockVersion()}
            faults={editor.issues().length}
            waits={editor.state() !== 'saved'}
          >
            <SaveLine editor={editor} />
          </VersionHead>
          <Show when={editor.others().length > 0}>
            <p class="note amber small" role="status">
              {words.editor.others(editor.others().join(', '))}
            </p>
          </Show>
          <Show when={editor.said()}>
            <p class="note small" role="status">
              {editor.said()}
            </p>
          </Show>
          <Refused refusal={editor.refusal()} />
          <Toolbar editor={editor} phone={phone()} onPhone={() => setPhone(!phone())} />
          <div class="desk-columns">
            <div class="sheets">
              <General
                editor={editor}
                open={openAt() === 'form'}
                onOpen={() => open(openAt() === 'form' ? null : 'form')}
              />
              <Index each={form().blocks}>{(block, place) => <BlockView block={block()} place={place} />}</Index>
              <div class="actions">
                <Button data-action="add-block" onClick={addBlock}>
                  + {words.editor.addBlock}
                </Button>
              </div>
              <p class="small soft">{words.editor.keys}</p>
              <ImportPanel
                only="translation"
                into={props.view.id}
                lockVersion={editor.lockVersion}
                onDone={async () => editor.absorb(await lookAt(editor.id))}
              />
              <DraftHistory
                id={props.view.id}
                title={words.history.title}
                actions={words.history.actions}
                read={readHistory}
              />
            </div>
            <Show when={phone()}>
              <Phone
                id={props.view.id}
                form={form()}
                edition={editor.edition()}
                openItem={openItem()}
                leftOut={leftOut()}
                languages={languages()}
              />
            </Show>
          </div>
          <ConflictDialog meeting={editor.meeting()} placeName={placeName} onDecide={editor.decide} />
        </div>
      </MarkerContext.Provider>
    </DeskContext.Provider>
  )
}

function SaveLine(props: { editor: Editor }) {
  const text = () => {
    const state = props.editor.state()
    if (state === 'saved') return `✓ ${words.editor.saved}`
    if (state === 'saving') return words.editor.saving
    return state === 'offline' ? words.editor.offline : words.editor.unsaved
  }
  return (
    <span
      class="small"
      classList={{ soft: props.editor.state() !== 'offline', 'amber-text': props.editor.state() === 'offline' }}
      role="status"
      data-save={props.editor.state()}
    >
      {text()}
    </span>
  )
}

/** Always in view: undo, the blocks with their errors, the list of what is still wrong. */
function Toolbar(props: { editor: Editor; phone: boolean; onPhone: () => void }) {
  const form = props.editor.form
  const faulty = (place: number) => props.editor.issues().some(({ path }) => `${path}/`.startsWith(`/blocks/${place}/`))
  return (
    <div class="toolbar">
      <div class="actions tight">
        <Button little data-action="undo" disabled={!props.editor.canUndo()} onClick={props.editor.undo}>
          ↶ {words.editor.undo}
        </Button>
        <Button little data-action="redo" disabled={!props.editor.canRedo()} onClick={props.editor.redo}>
          ↷ {words.editor.redo}
        </Button>
      </div>
      <nav class="block-links" aria-label={words.editor.blocks}>
        <Index each={form().blocks}>
          {(block, place) => (
            <a href={`#block-${place}`} target="_self" title={block().title.vi} classList={{ faulty: faulty(place) }}>
              {block().id}
              <Show when={faulty(place)}>
                <span aria-hidden="true">!</span>
              </Show>
            </a>
          )}
        </Index>
      </nav>
      <details class="menu fault-list">
        <summary class="button little quiet" data-action="faults">
          <span
            classList={{
              'red-text': props.editor.issues().length > 0,
              'green-text': props.editor.issues().length === 0,
            }}
          >
            {props.editor.issues().length > 0
              ? words.editor.faults(props.editor.issues().length)
              : `✓ ${words.editor.noFaults}`}
          </span>
        </summary>
        <FaultList editor={props.editor} />
      </details>
      <Button little tone="quiet" aria-pressed={props.phone} data-action="phone" onClick={props.onPhone}>
        {props.phone ? words.phone.hide : words.phone.show}
      </Button>
    </div>
  )
}

function FaultList(props: { editor: Editor }) {
  const desk = useDesk()
  const goTo = (path: string, from: HTMLElement) => {
    const [, block, , place] = /^\/blocks\/(\d+)(\/items\/(\d+))?/.exec(path) ?? []
    desk.open(block === undefined ? 'form' : place === undefined ? block : `${block}/${place}`)
    from.closest('details')?.removeAttribute('open')
    setTimeout(() => {
      const field = document.querySelector<HTMLElement>(`[data-path="${path}"]`)
      const target =
        field ?? document.querySelector<HTMLElement>('.item.open .item-line, .block-title[aria-expanded=true]')
      target?.scrollIntoView({ block: 'center' })
      target?.focus()
    })
  }
  return (
    <ul aria-label={words.editor.faultsTitle}>
      <For each={props.editor.issues().slice(0, 60)}>
        {(issue) => (
          <li>
            <Button little tone="quiet" onClick={(event) => goTo(issue.path, event.currentTarget)}>
              {words.editor.faultAt(
                issuePlace(props.editor.form(), issue),
                errorText({ ...issue, pointer: issue.path }),
              )}
            </Button>
          </li>
        )}
      </For>
    </ul>
  )
}

function General(props: { editor: Editor; open: boolean; onOpen: () => void }) {
  const languages = () => props.editor.form().languages
  const toggle = (language: string, on: boolean) =>
    props.editor.set(
      ['languages'],
      ['vi', 'km', 'en'].filter((one) => (one === language ? on : languages().includes(one))),
    )
  return (
    <section class="block">
      <header>
        <h2>
          <button type="button" class="block-title" aria-expanded={props.open} onClick={props.onOpen}>
            {words.editor.general}
          </button>
        </h2>
      </header>
      <Show when={props.open}>
        <div class="sheet">
          <fieldset class="part">
            <legend>{words.fields.languages}</legend>
            <div class="chips">
              <For each={['vi', 'en', 'km']}>
                {(language) => (
                  <label class="choice">
                    <input
                      type="checkbox"
                      checked={languages().includes(language)}
                      disabled={language === 'vi'}
                      onChange={({ currentTarget }) => toggle(language, currentTarget.checked)}
                    />
                    {words.languages[language]}
                  </label>
                )}
              </For>
            </div>
          </fieldset>
          <FieldList fields={FORM_FIELDS} path={[]} />
        </div>
      </Show>
    </section>
  )
}
