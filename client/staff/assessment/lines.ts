import { batch, createSignal, onCleanup } from 'solid-js'
import type { Stage } from '../../../surveys/assessment.ts'
import { session } from '../api.ts'
import { type Refusal, refusalOf } from '../refusal.ts'
import { type Component, type Entry, enterAppraisal, enterExplanation, enterSelf, type YearView } from './api.ts'
import { draftsKey, keepDrafts, recallDrafts } from './kept-drafts.ts'
import { type Draft, draftOf, entryOf, readDraft, saidBy } from './line-draft.ts'
import type { Year } from './year-context.ts'

const TRY_AGAIN_MS = 5_000

/** `waits`: not complete, or wrong; `conflict`: somebody else has written the same line meanwhile. */
export type LineState = Readonly<
  | { kind: 'saved' | 'saving' | 'unsaved' | 'waits' | 'offline' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'conflict'; theirs: Entry | undefined }
>
const SAVED: LineState = { kind: 'saved' }

/**
 * Lines of a year as one person writes them: each is stored by itself when its field is left, one after the other, since every
 * one raises the version of the year. What is not stored yet stays in this browser, through a closed tab and a lost network.
 */
export function createLines({ year, absorb }: Year, components: readonly Component[], stage: Stage) {
  const key = draftsKey(year().id, stage, session()?.id ?? '')
  const known = new Map(components.map((one) => [one.id, one]))
  const [drafts, setDrafts] = createSignal<ReadonlyMap<string, Draft>>(new Map())
  const [states, setStates] = createSignal<ReadonlyMap<string, LineState>>(new Map())
  const queue: string[] = []
  let running = false
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const put = (id: string, draft: Draft | undefined) => {
    const next = new Map(drafts())
    if (draft) next.set(id, draft)
    else next.delete(id)
    setDrafts(next)
    keepDrafts(key, next)
  }
  const mark = (id: string, state: LineState) => setStates(new Map([...states(), [id, state]]))

  function change(component: Component, part: Partial<Draft>, done: boolean): void {
    const { id } = component
    batch(() => {
      put(id, { ...(drafts().get(id) ?? draftOf(year(), component, stage)), ...part })
      if (states().get(id)?.kind !== 'conflict') mark(id, { kind: 'unsaved' })
    })
    if (done) store(id)
  }

  function store(id: string): void {
    if (states().get(id)?.kind === 'conflict') return
    if (!queue.includes(id)) queue.push(id)
    void work()
  }

  async function work(): Promise<void> {
    if (running) return
    running = true
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) await save(id)
    running = false
  }

  async function save(id: string): Promise<void> {
    const [draft, component] = [drafts().get(id), known.get(id)]
    if (!draft || !component) return
    const read = readDraft(component, stage, draft)
    if (read.wrong !== undefined || read.noteWrong !== undefined) {
      mark(id, { kind: 'waits' })
      return
    }
    const own = entryOf(year(), id, stage)
    if (saidBy(own) === asSaid(read.fact, draft) || (!own && isNothing(read.fact, draft))) return settle(id, draft)
    mark(id, { kind: 'saving' })
    try {
      const view = await send(component, read.fact, draft)
      batch(() => {
        absorb(view)
        settle(id, draft)
      })
    } catch (error) {
      refused(id, component, refusalOf(error))
    }
  }

  function send(component: Component, fact: Entry['fact'], { note, asked }: Draft): Promise<YearView> {
    const { id, lockVersion } = year()
    const line = { component: component.id, fact, note: note.trim() }
    if (stage === 'self') return enterSelf(id, lockVersion, line)
    if (stage === 'explanation') return enterExplanation(id, lockVersion, { component: component.id, note: line.note })
    return enterAppraisal(id, lockVersion, { ...line, asked })
  }

  /** What was typed while the line was on its way stays, and is stored next. */
  function settle(id: string, sent: Draft): void {
    const now = drafts().get(id)
    if (now === sent || now === undefined) {
      put(id, undefined)
      mark(id, SAVED)
      return
    }
    put(id, { ...now, base: saidBy(entryOf(year(), id, stage)) })
    store(id)
  }

  function refused(id: string, component: Component, why: Refusal): void {
    if (why.code === 'stale' && why.current) {
      batch(() => {
        absorb(why.current as YearView)
        meet(id, component)
      })
      return
    }
    if (why.code === 'offline' || why.code === 'unavailable') {
      mark(id, { kind: 'offline' })
      clearTimeout(timer)
      timer = setTimeout(() => {
        for (const [waiting, state] of states()) if (state.kind === 'offline') store(waiting)
      }, TRY_AGAIN_MS)
      return
    }
    mark(id, { kind: 'refused', refusal: why })
  }

  /** Another line has moved the version on: this one is stored again. The same line was written: a person decides. */
  function meet(id: string, { id: component }: Component): void {
    const theirs = entryOf(year(), component, stage)
    if (saidBy(theirs) === drafts().get(id)?.base) {
      mark(id, { kind: 'unsaved' })
      store(id)
    } else mark(id, { kind: 'conflict', theirs })
  }

  const found = recallDrafts(key)
  for (const [id, draft] of found) {
    const component = known.get(id)
    if (!component) continue
    const theirs = entryOf(year(), id, stage)
    setDrafts(new Map([...drafts(), [id, draft]]))
    if (saidBy(theirs) !== draft.base) mark(id, { kind: 'conflict', theirs })
    else {
      mark(id, { kind: 'unsaved' })
      store(id)
    }
  }

  return {
    stage,
    restored: found.length > 0,
    draft: (component: Component): Draft => drafts().get(component.id) ?? draftOf(year(), component, stage),
    state: (id: string): LineState => states().get(id) ?? SAVED,
    change,
    store,
    /** Lines that are not on the server. */
    pending: (): string[] => [...drafts().keys()],
    decide(id: string, keepMine: boolean): void {
      const draft = drafts().get(id)
      batch(() => {
        put(id, keepMine && draft ? { ...draft, base: saidBy(entryOf(year(), id, stage)) } : undefined)
        mark(id, keepMine ? { kind: 'unsaved' } : SAVED)
      })
      if (keepMine) store(id)
    },
  }
}
export type Lines = ReturnType<typeof createLines>

const asSaid = (fact: Entry['fact'], { note, asked }: Draft): string =>
  saidBy({ fact, note: note.trim(), asked } as Entry)
const isNothing = (fact: Entry['fact'], { note, asked }: Draft): boolean => !fact && note.trim() === '' && !asked
