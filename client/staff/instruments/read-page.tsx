import { revalidate } from '@solidjs/router'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { Language } from '../../../surveys/text.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Hash } from '../../ui/hash.tsx'
import { momentText } from '../../words/days.ts'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { DraftHistory } from '../drafting/draft-history.tsx'
import { errorText } from '../refusal.ts'
import { createTitle } from '../title.ts'
import { markText, readHistory, readVersion, type VersionView } from './api.ts'
import { type Marker, MarkerContext } from './desk.ts'
import { type FormBlock, type FormItem, languagesOf, type Words } from './form.ts'
import { MarkLine } from './mark-line.tsx'
import { Phone } from './phone.tsx'
import { issuePlace } from './place-name.ts'
import { isAuthor, mayStep, VersionHead } from './version-head.tsx'

/** A version to be read: every text beside its translations, the conditions, and the phone. A reader vouches for texts here. */
export function ReadPage(props: { view: VersionView }) {
  createTitle(() => `${props.view.definition.title.vi} · ${props.view.version}`)
  const [openItem, setOpenItem] = createSignal<string>()
  const form = () => props.view.definition
  const marker: Marker = {
    mayMark: () => props.view.state === 'draft' && mayStep('review') && !isAuthor(props.view),
    mark: async (at) => {
      await markText(props.view.id, at)
      await revalidate(readVersion.keyFor(props.view.id))
    },
  }
  return (
    <MarkerContext.Provider value={marker}>
      <div class="page desk with-phone">
        <VersionHead
          view={props.view}
          title={form().title.vi}
          lockVersion={props.view.lockVersion}
          faults={props.view.issues.length}
        />
        <About view={props.view} />
        <Show when={props.view.issues.length > 0}>
          <div class="note red">
            <p>{words.editor.faultsTitle}</p>
            <ul>
              <For each={props.view.issues.slice(0, 60)}>
                {(issue) => (
                  <li>
                    {words.editor.faultAt(issuePlace(form(), issue), errorText({ ...issue, pointer: issue.path }))}
                  </li>
                )}
              </For>
            </ul>
          </div>
        </Show>
        <div class="desk-columns">
          <div class="sheets">
            <For each={form().blocks}>
              {(block, place) => (
                <ReadBlock block={block} place={place()} languages={languagesOf(form())} onShow={setOpenItem} />
              )}
            </For>
            <DraftHistory
              id={props.view.id}
              title={words.history.title}
              actions={words.history.actions}
              read={readHistory}
            />
          </div>
          <Phone
            id={props.view.id}
            form={form()}
            edition={props.view.lockVersion ?? 0}
            openItem={openItem()}
            leftOut={0}
            languages={languagesOf(form())}
          />
        </div>
      </div>
    </MarkerContext.Provider>
  )
}

function About(props: { view: VersionView }) {
  const names = () => props.view.authors.map(({ name }) => name ?? words.editor.somebody).join(', ')
  return (
    <dl class="facts small">
      <Show when={names()}>
        <dt>{words.steps.writtenBy}</dt>
        <dd>{names()}</dd>
      </Show>
      <Show when={props.view.reviewedBy}>
        {(person) => (
          <>
            <dt>{words.steps.reviewedBy}</dt>
            <dd>{words.at(momentText(props.view.reviewedAt ?? ''), person().name)}</dd>
          </>
        )}
      </Show>
      <Show when={props.view.publishedAt}>
        {(at) => (
          <>
            <dt>{words.steps.publishedAt}</dt>
            <dd>{momentText(at())}</dd>
          </>
        )}
      </Show>
      <Show when={props.view.contentHash}>
        {(hash) => (
          <>
            <dt>{words.steps.hash}</dt>
            <dd>
              <Hash value={hash()} copy={staff.copy} copied={staff.copied} />
            </dd>
          </>
        )}
      </Show>
    </dl>
  )
}

function ReadBlock(props: {
  block: FormBlock
  place: number
  languages: readonly Language[]
  onShow: (item: string) => void
}) {
  const at = (rest: string) => `/blocks/${props.place}${rest}`
  return (
    <section class="block" id={`block-${props.place}`}>
      <header>
        <h2>
          <span class="mono">{props.block.id}</span> {props.block.title.vi}
        </h2>
      </header>
      <Show when={props.block.lead as Words | undefined}>
        {(lead) => <ReadText text={lead()} languages={props.languages} pointer={at('/lead')} />}
      </Show>
      <ol class="items">
        <For each={props.block.items}>
          {(item, i) => (
            <li class="item read">
              <p class="item-head">
                <b class="mono">{item.id}</b>
                <span class="soft small">{words.types[item.type] ?? item.type}</span>
                <Show when={item.required === true}>
                  <Chip>{words.fields.required}</Chip>
                </Show>
                <Button little tone="quiet" class="end" onClick={() => props.onShow(item.id)}>
                  {words.phone.show}
                </Button>
              </p>
              <ReadText text={item.text} languages={props.languages} pointer={at(`/items/${i()}/text`)} />
              <Rest item={item} languages={props.languages} pointer={at(`/items/${i()}`)} />
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}

/** What an item has beside its text: hint, options, rows, limits, conditions. */
function Rest(props: { item: FormItem; languages: readonly Language[]; pointer: string }) {
  const lines = (name: string) => (props.item[name] as readonly { text: Words; value?: string; id?: string }[]) ?? []
  const list = (name: string): JSX.Element => (
    <For each={lines(name)}>
      {(line, place) => (
        <div class="read-line">
          <span class="mono small">{line.value ?? line.id}</span>
          <ReadText text={line.text} languages={props.languages} pointer={`${props.pointer}/${name}/${place()}/text`} />
        </div>
      )}
    </For>
  )
  const plain = () =>
    Object.entries(props.item).filter(
      ([name, value]) =>
        !['id', 'type', 'required', 'notApplicable'].includes(name) && ['string', 'number'].includes(typeof value),
    )
  return (
    <>
      <Show when={props.item.hint as Words | undefined}>
        {(hint) => <ReadText text={hint()} languages={props.languages} pointer={`${props.pointer}/hint`} soft />}
      </Show>
      {list('options')}
      {list('rows')}
      <Show when={plain().length > 0}>
        <dl class="facts small">
          <For each={plain()}>
            {([name, value]) => (
              <>
                <dt>{words.fields[name] ?? name}</dt>
                <dd class="mono">{String(value)}</dd>
              </>
            )}
          </For>
        </dl>
      </Show>
    </>
  )
}

function ReadText(props: { text: Words; languages: readonly Language[]; pointer: string; soft?: boolean }) {
  return (
    <div class="side-by-side" data-columns={props.languages.length} classList={{ soft: props.soft }}>
      <For each={props.languages}>
        {(language) => (
          <div lang={language}>
            <Show
              when={props.text[language]}
              fallback={
                <i class="amber-text small" lang="vi">
                  {words.awaits}
                </i>
              }
            >
              {String(props.text[language])}
            </Show>
            <MarkLine text={props.text} language={language} pointer={props.pointer} />
          </div>
        )}
      </For>
    </div>
  )
}
