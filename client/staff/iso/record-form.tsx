import { createEffect, createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { canonicalJson } from '../../../surveys/canonical-json.ts'
import type { CheckItem, IsoContent, IsoKind } from '../../../surveys/iso/iso-records.ts'
import { GRADES } from '../../../surveys/iso/iso-records.ts'
import { type Merged, mergeRecord } from '../../../surveys/iso/merge-record.ts'
import { statementFaults } from '../../../surveys/iso/statement-faults.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { dayText } from '../../words/days.ts'
import { iso as words } from '../../words/iso.ts'
import { errorText, type Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import type { IsoRecord } from './api.ts'
import { Checklist, type Found } from './checklist.tsx'
import { FIELDS } from './fields.ts'
import './iso.css'
import { Theirs } from './theirs.tsx'
import { Topics } from './topics.tsx'

type Content = IsoContent[IsoKind]
type Loose = Readonly<Record<string, unknown>>

/**
 * One record being written: its plain fields, its grade, and the list inside it. Saving leaves the form open and is always within
 * reach; what somebody else stored meanwhile is taken in beside what stands here, and nothing typed is lost.
 */
export function RecordForm(props: {
  kind: IsoKind
  record: IsoRecord | null
  content: Content
  busy: boolean
  refusal: Refusal | null
  onSave: (record: IsoRecord | null, content: Content) => Promise<IsoRecord | undefined>
  onForget: () => void
  onDirty: (dirty: boolean) => void
  onClose: () => void
}) {
  const [record, setRecord] = createSignal(props.record)
  const [base, setBase] = createSignal<Loose>(props.content)
  const [draft, setDraft] = createSignal<Loose>(props.content)
  const [saved, setSaved] = createSignal(false)
  const [tried, setTried] = createSignal(false)
  const [merged, setMerged] = createSignal<Merged['both'] | null>(null)
  const dirty = createMemo(() => canonicalJson(draft()) !== canonicalJson(base()))
  createEffect(() => props.onDirty(dirty()))
  const put = (name: string, value: unknown) => setDraft({ ...draft(), [name]: value })
  const faults = () => (tried() ? statementFaults(props.kind, draft() as Content) : [])
  const faultAt = (pointer: string) => {
    const found =
      faults().find(({ path }) => path === pointer) ?? props.refusal?.errors.find((one) => one.pointer === pointer)
    return found && errorText({ pointer, code: found.code, ...(found.detail ? { detail: found.detail } : {}) })
  }
  const beside = () => [
    ...FIELDS[props.kind].map(({ name }) => `/content/${name}`),
    ...((draft().items ?? []) as readonly unknown[]).map((_, at) => `/content/items/${at}/note`),
  ]
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    setTried(true)
    if (faults().length > 0) {
      queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    const content = draft()
    const stored = await props.onSave(record(), content as Content)
    if (!stored) return
    setRecord(stored)
    setBase(content)
    setMerged(null)
    setSaved(true)
    setTried(false)
  }
  /** What stands on the server now, with my words in it; only saving is still to be done. */
  const takeIn = (current: IsoRecord) => {
    const { content, both } = mergeRecord(base(), draft(), current.content as Loose)
    setRecord(current)
    setBase(current.content as Loose)
    setDraft(content)
    setMerged(both)
    props.onForget()
  }
  const theirsAt = (path: string) => merged()?.find((one) => one.path === path)
  const settle = (path: string) => setMerged((all) => all?.filter((one) => one.path !== path) ?? null)
  /** Places that have no field of their own to stand below. */
  const elsewhere = () =>
    merged()?.filter(
      ({ path }) => !path.endsWith('/found') && !FIELDS[props.kind].some(({ name }) => path === `/${name}`),
    ) ?? []
  const toFirst = () => {
    const first = form?.querySelector<HTMLElement>('[data-theirs]')
    first?.scrollIntoView({ block: 'center' })
    first?.querySelector('button')?.focus({ preventScroll: true })
  }
  let form: HTMLFormElement | undefined
  const overtaken = () =>
    props.refusal?.code === 'stale' && props.refusal.current ? (props.refusal.current as IsoRecord) : null
  const state = () => (props.busy ? 'saving' : dirty() ? 'unsaved' : saved() ? 'saved' : 'same')
  const items = () => (draft().items ?? []) as readonly CheckItem[]
  return (
    <form class="card" onSubmit={submit} ref={(made) => (form = made)}>
      <div class="fields">
        <For each={FIELDS[props.kind]}>
          {(spec) => {
            const error = () => faultAt(`/content/${spec.name}`)
            return (
              <div class={spec.lines ? 'wide' : ''}>
                <Field
                  label={spec.label}
                  name={spec.name}
                  type={spec.type ?? 'text'}
                  value={String(draft()[spec.name] ?? '')}
                  onInput={(value) => put(spec.name, spec.type === 'date' && value === '' ? null : value)}
                  required={spec.required ?? false}
                  {...(spec.lines ? { lines: spec.lines } : {})}
                  {...(spec.hint ? { hint: spec.hint } : {})}
                  {...(error() === undefined ? {} : { error: error() as string })}
                />
                <Show when={theirsAt(`/${spec.name}`)}>
                  {(found) => (
                    <Theirs
                      text={
                        spec.type === 'date' && found().theirs
                          ? dayText(String(found().theirs))
                          : String(found().theirs ?? '')
                      }
                      onUse={() => {
                        const { path, theirs } = found()
                        settle(path)
                        put(spec.name, theirs)
                      }}
                      onKeep={() => settle(found().path)}
                    />
                  )}
                </Show>
              </div>
            )
          }}
        </For>
        <Show when={props.kind === 'finding'}>
          <div class="field">
            <label for="iso-grade">{words.grade}</label>
            <select id="iso-grade" class="input" onChange={(event) => put('grade', event.currentTarget.value)}>
              <For each={GRADES}>
                {(grade) => (
                  <option value={grade} selected={grade === draft().grade}>
                    {words.grades[grade]}
                  </option>
                )}
              </For>
            </select>
          </div>
        </Show>
      </div>
      <Switch>
        <Match when={props.kind === 'audit'}>
          <Checklist
            items={items()}
            onItems={(now) => put('items', now)}
            faultAt={(at) => faultAt(`/content/items/${at}/note`)}
            theirsAt={(id) => theirsAt(`/items/${id}/found`)?.theirs as Found | undefined}
            onSettled={(id) => settle(`/items/${id}/found`)}
          />
        </Match>
        <Match when={props.kind === 'review'}>
          <Topics
            topics={(draft().topics ?? []) as IsoContent['review']['topics']}
            onTopics={(now) => put('topics', now)}
          />
        </Match>
      </Switch>
      <div class="iso-bar">
        <Show when={overtaken()} fallback={<Refused refusal={props.refusal} beside={beside()} />} keyed>
          {(current) => (
            <div class="note amber" role="alert">
              <p>{words.overtaken}</p>
              <div class="actions">
                <Button little tone="main" data-action="take-in" onClick={() => takeIn(current)}>
                  {words.takeIn}
                </Button>
              </div>
            </div>
          )}
        </Show>
        <Show when={merged()}>
          {(both) => (
            <div class="note amber" role="status">
              <p>{both().length === 0 ? words.takenIn : words.takenInBoth(both().length)}</p>
              <Show when={elsewhere().length > 0}>
                <ul>
                  <For each={elsewhere()}>
                    {({ path, theirs }) => <li>{words.theirs(placeName(path), theirText(path, theirs))}</li>}
                  </For>
                </ul>
              </Show>
              <Show when={both().length > elsewhere().length}>
                <div class="actions">
                  <Button little data-action="to-first-both" onClick={toFirst}>
                    {words.toFirstBoth}
                  </Button>
                </div>
              </Show>
            </div>
          )}
        </Show>
        <div class="actions">
          <Button tone="main" type="submit" busy={props.busy} data-action="save-iso">
            {words.save}
          </Button>
          <Button data-action="close-iso" onClick={() => props.onClose()}>
            {words.close}
          </Button>
          <span class="iso-state" role="status" data-state={state()}>
            {faults().length > 0 ? words.faults(faults().length) : words.saveStates[state()]}
          </span>
          <Show when={props.kind === 'audit'}>
            <span class="soft small">
              {words.looked(items().filter(({ answer }) => answer !== 'not_looked').length, items().length)}
            </span>
          </Show>
        </div>
      </div>
    </form>
  )

  /** What the other one wrote there, so that nothing is written over unseen. */
  function theirText(path: string, theirs: unknown): string {
    const text = String(theirs ?? '')
    if (path === '/grade') return words.grades[text] ?? text
    return Array.isArray(theirs) ? theirs.map((one) => Object.values(one ?? {}).join('; ')).join(' / ') : text
  }

  /** A place both wrote in, as the form calls it. */
  function placeName(path: string): string {
    const [, name = '', id] = path.split('/')
    const item = items().find((one) => one.id === id)
    if (item) return words.itemTitle(items().indexOf(item) + 1, item.clause)
    return FIELDS[props.kind].find((one) => one.name === name)?.label ?? words.otherPlaces[name] ?? name
  }
}
