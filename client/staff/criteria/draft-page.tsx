import { createMemo, createSignal, For, Index, Show } from 'solid-js'
import { sumOf } from '../../../surveys/criteria/keep-sums.ts'
import { namingOtherYears } from '../../../surveys/criteria/other-years.ts'
import { Button } from '../../ui/button.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { numberText } from '../../words/read-number.ts'
import { ConflictDialog } from '../drafting/conflict-dialog.tsx'
import { DraftHistory } from '../drafting/draft-history.tsx'
import { withValue } from '../drafting/path.ts'
import { undoKeys } from '../drafting/undo-keys.ts'
import { errorText } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTitle } from '../title.ts'
import { type CardView, lookAtCard, readCardHistory } from './api.ts'
import { AreaBlock } from './area-block.tsx'
import { EndsBlock, GeneralBlock } from './around-blocks.tsx'
import { type CardDesk, CardDeskContext, type CardEditor, createCardEditor } from './card-editor.ts'
import { CardHead } from './card-head.tsx'
import { cardValue } from './card-value.ts'
import { ImportCard } from './import-card.tsx'
import { newArea } from './new-part.ts'
import { issuePlace, lineOf, placeName } from './place-name.ts'

/** A card on the desk: its areas, criteria and components, with what is wrong beside each. */
export function DraftCard(props: { view: CardView }) {
  const editor = createCardEditor(props.view)
  const [openAt, open] = createSignal<string | null>(null)
  const card = editor.form
  const others = createMemo(() => namingOtherYears(card()))
  createTitle(() => card().title)
  undoKeys(editor)
  const desk: CardDesk = { editor, openAt, open }
  return (
    <CardDeskContext.Provider value={desk}>
      <div class="page desk card-desk">
        <CardHead
          view={editor.view()}
          title={card().title}
          lockVersion={editor.lockVersion()}
          faults={editor.issues().length}
          waits={editor.state() !== 'saved'}
        >
          <SaveLine editor={editor} />
        </CardHead>
        <Show when={editor.said()}>
          <p class="note small" role="status">
            {editor.said()}
          </p>
        </Show>
        <Refused
          refusal={editor.refusal()}
          placeName={({ pointer, code }) => issuePlace(card(), { path: pointer, code })}
          onGo={({ pointer }) => goToPlace(desk, pointer)}
        />
        <p class="note small">
          <b>{words.pointsFrom}:</b> {card().pointsFrom}
        </p>
        <Show when={others().length > 0}>
          <p class="note amber small">{words.otherYears(others().slice(0, 8).join(', '), others().length - 8)}</p>
        </Show>
        <Toolbar desk={desk} />
        <div class="sheets">
          <GeneralBlock />
          <Index each={card().areas}>{(area, place) => <AreaBlock place={place} area={area()} />}</Index>
          <div class="actions">
            <Button
              data-action="add-area"
              onClick={() => editor.change((now) => withValue(now, ['areas'], [...now.areas, newArea(now)]))}
            >
              + {words.addArea}
            </Button>
          </div>
          <EndsBlock />
          <p class="small soft">{words.keys}</p>
          <ImportCard
            into={() => ({ id: editor.id, lockVersion: editor.lockVersion() })}
            onDone={async () => editor.absorb(await lookAtCard(editor.id))}
          />
          <DraftHistory id={props.view.id} title={words.history} actions={words.actions} read={readCardHistory} />
        </div>
        <ConflictDialog
          meeting={editor.meeting()}
          placeName={placeName}
          said={(key, value) => cardValue(card(), key, value)}
          onDecide={editor.decide}
        />
      </div>
    </CardDeskContext.Provider>
  )
}

function SaveLine(props: { editor: CardEditor }) {
  const text = () => {
    const state = props.editor.state()
    if (state === 'saved') return `✓ ${words.saved}`
    if (state === 'saving') return words.saving
    return state === 'offline' ? words.offline : words.unsaved
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

/** Always in view: undo, the areas with their faults, the sum of the card, the list of what is still wrong. */
function Toolbar(props: { desk: CardDesk }) {
  const { editor } = props.desk
  const faulty = (place: number) => editor.issues().some(({ path }) => `${path}/`.startsWith(`/areas/${place}/`))
  return (
    <div class="toolbar">
      <div class="actions tight">
        <Button little data-action="undo" disabled={!editor.canUndo()} onClick={editor.undo}>
          ↶ {words.undo}
        </Button>
        <Button little data-action="redo" disabled={!editor.canRedo()} onClick={editor.redo}>
          ↷ {words.redo}
        </Button>
      </div>
      <nav class="block-links" aria-label={words.areas}>
        <Index each={editor.form().areas}>
          {(area, place) => (
            <a href={`#area-${place}`} target="_self" title={area().name} classList={{ faulty: faulty(place) }}>
              {area().id}
              <Show when={faulty(place)}>
                <span aria-hidden="true">!</span>
              </Show>
            </a>
          )}
        </Index>
      </nav>
      <span class="small" data-total={sumOf(editor.form().areas)}>
        {words.total(numberText(sumOf(editor.form().areas)))}
      </span>
      <details class="menu fault-list">
        <summary class="button little quiet" data-action="faults">
          <span
            classList={{ 'red-text': editor.issues().length > 0, 'green-text': editor.issues().length === 0 }}
            role="status"
          >
            {editor.issues().length > 0 ? words.faults(editor.issues().length) : words.noFaults}
          </span>
        </summary>
        <Show when={editor.issues().length > 0}>
          <FaultList desk={props.desk} />
        </Show>
      </details>
    </div>
  )
}

/** Opens the line of a place and puts the cursor into its field. */
function goToPlace({ open }: CardDesk, path: string): void {
  open(lineOf({ path, code: '' }))
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>(`[data-path="${path}"]`)
    const target =
      field ?? document.querySelector<HTMLElement>('.item.open .item-line, .block-title[aria-expanded=true]')
    target?.scrollIntoView({ block: 'center' })
    target?.focus()
  })
}

function FaultList(props: { desk: CardDesk }) {
  const { editor } = props.desk
  const goTo = (path: string, from: HTMLElement) => {
    from.closest('details')?.removeAttribute('open')
    goToPlace(props.desk, path)
  }
  return (
    <ul aria-label={words.faultsTitle}>
      <For each={editor.issues().slice(0, 60)}>
        {(issue) => (
          <li>
            <Button little tone="quiet" onClick={(event) => goTo(issue.path, event.currentTarget)}>
              {[issuePlace(editor.form(), issue), errorText({ ...issue, pointer: issue.path })]
                .filter(Boolean)
                .join(': ')}
            </Button>
          </li>
        )}
      </For>
    </ul>
  )
}
