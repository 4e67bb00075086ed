import { batch, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { canonicalJson } from '../../../surveys/canonical-json.ts'
import type { Issue } from '../../../surveys/issue.ts'
import { type Choice, type Conflict, mergeForms } from '../../../surveys/merge-forms.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import { dropCopy, findCopy, keepCopy } from './draft-copy.ts'
import { begin, changed, redone, undone } from './history.ts'
import { type Path, pointerOf, withValue } from './path.ts'

const SAVE_AFTER_MS = 900
const CHECK_AFTER_MS = 150
const LOOK_EVERY_MS = 10_000
const TRY_AGAIN_MS = 5_000

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b)

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'offline' | 'refused'
/** Where both wrote: decided by a person before anything is saved. */
export type Meeting<T> = Readonly<{ conflicts: readonly Conflict[]; theirs: T; lockVersion: number; who: string }>

/** What the server says of a draft. */
export type Drafted<T> = Readonly<{
  id: string
  definition: T
  lockVersion: number | null
  changedBy: Readonly<{ name: string | null }> | null
}>
/** How one kind of draft is judged, read and stored, and what is said about it. */
export type Ways<T, View extends Drafted<T>> = Readonly<{
  check: (form: T) => readonly Issue[]
  look: (id: string) => Promise<View>
  save: (id: string, lockVersion: number, form: T) => Promise<View>
  /** whether the server can keep it as it stands; until then it stays in this browser */
  ready?: (form: T) => boolean
  /** how two people's writing comes together, where a kind has rules of its own */
  merge?: typeof mergeForms<T>
  /** who else has it open, where the server knows */
  others?: (id: string) => Promise<Readonly<{ others: readonly string[]; lockVersion: number | null }>>
  words: Readonly<{ somebody: string; restored: string; joined: (who: string) => string }>
}>

/** Runs once things have been quiet for a while; what waits when the page is left runs then. */
function createWait(afterMs: number, run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  return {
    soon(ms = afterMs) {
      clearTimeout(timer)
      timer = setTimeout(run, ms)
    },
  }
}

/**
 * One draft on the desk: what is written goes into the history, into this browser and, a moment later, to the server. When
 * somebody else was there first, both are brought together, and a person chooses where both wrote.
 */
export function createDrafter<T, View extends Drafted<T>>(opened: View, ways: Ways<T, View>) {
  const { id } = opened
  const { words, merge = mergeForms } = ways
  let base: T = opened.definition
  let lockVersion = opened.lockVersion ?? 0
  let busy = false
  const [history, setHistory] = createSignal(begin<T>(opened.definition))
  const form = createMemo(() => history().now)
  const [state, setState] = createSignal<SaveState>('saved')
  const [refusal, setRefusal] = createSignal<Refusal | null>(null)
  const [said, setSaid] = createSignal('')
  const [meeting, setMeeting] = createSignal<Meeting<T>>()
  const [others, setOthers] = createSignal<readonly string[]>([])
  const [edition, setEdition] = createSignal(lockVersion)
  const [view, setView] = createSignal<View>(opened)
  const [issues, setIssues] = createSignal<readonly Issue[]>(ways.check(opened.definition))

  const checking = createWait(CHECK_AFTER_MS, () => setIssues(ways.check(form())))
  const saving = createWait(SAVE_AFTER_MS, () => void save())
  const dirty = () => form() !== base

  createEffect(
    on(
      form,
      (now) => {
        checking.soon()
        if (now === base) return
        keepCopy(id, { base, form: now, lockVersion })
        if (state() !== 'saving') setState('unsaved')
        if (!meeting()) saving.soon()
      },
      { defer: true },
    ),
  )

  async function save(): Promise<void> {
    if (busy || meeting() || !dirty() || ways.ready?.(form()) === false) return
    busy = true
    setState('saving')
    const sent = form()
    try {
      const stored = await ways.save(id, lockVersion, sent)
      busy = false
      settle(sent, stored)
    } catch (error) {
      busy = false
      refused(refusalOf(error))
    }
  }

  /** The server has it: what was typed meanwhile stays on top. */
  function settle(sent: T, stored: View): void {
    lockVersion = stored.lockVersion ?? lockVersion
    const now = untrack(form)
    const theirs = stored.definition
    const merged = now === sent && same(sent, theirs) ? sent : merge(sent, now, theirs).merged
    batch(() => {
      base = same(merged, theirs) ? merged : theirs
      if (merged !== now) setHistory((was) => ({ ...was, now: merged }))
      setEdition(lockVersion)
      setView(() => stored)
      setRefusal(null)
      setState(merged === base ? 'saved' : 'unsaved')
    })
    if (dirty()) saving.soon()
    else dropCopy(id)
  }

  function refused(why: Refusal): void {
    if (why.code === 'stale' && why.current) {
      join(why.current as View)
      return
    }
    if (why.code === 'offline' || why.code === 'unavailable') {
      setState('offline')
      saving.soon(TRY_AGAIN_MS)
      return
    }
    setState('refused')
    setRefusal(why)
  }

  /** Somebody else has saved: theirs and mine together, or a question where both wrote. */
  function join(current: View, silent = false): void {
    // What was fetched before my own last save is history.
    if ((current.lockVersion ?? 0) < lockVersion) return
    const theirs = current.definition
    setView(() => current)
    const who = current.changedBy?.name ?? words.somebody
    const { merged, conflicts } = merge(base, form(), theirs)
    if (conflicts.length > 0) {
      setState('unsaved')
      setMeeting({ conflicts, theirs, lockVersion: current.lockVersion ?? 0, who })
      return
    }
    take(merged, theirs, current.lockVersion ?? 0)
    if (!silent) setSaid(words.joined(who))
  }

  function take(merged: T, theirs: T, at: number): void {
    batch(() => {
      const mineIsTheirs = same(merged, theirs)
      base = mineIsTheirs ? merged : theirs
      lockVersion = at
      setMeeting(undefined)
      // Undoing further back would take away what the other has written.
      setHistory(begin(merged))
      setEdition(at)
      setState(mineIsTheirs ? 'saved' : 'unsaved')
    })
    if (dirty()) {
      keepCopy(id, { base, form: form(), lockVersion })
      saving.soon(0)
    } else dropCopy(id)
  }

  async function look(): Promise<void> {
    if (!ways.others || document.visibilityState !== 'visible' || busy || meeting()) return
    try {
      const found = await ways.others(id)
      setOthers(found.others)
      if ((found.lockVersion ?? 0) > lockVersion && !busy) join(await ways.look(id))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  const copy = findCopy<T>(id)
  if (copy && !same(copy.form, opened.definition)) {
    base = copy.lockVersion === lockVersion ? opened.definition : copy.base
    setHistory(begin(copy.form))
    setSaid(words.restored)
    if (copy.lockVersion === lockVersion) {
      setState('unsaved')
      saving.soon(0)
    } else join(opened)
    checking.soon()
  }
  void look()
  const looking = setInterval(() => void look(), LOOK_EVERY_MS)
  onCleanup(() => clearInterval(looking))
  // Whoever goes on to another page has not lost the last words.
  onCleanup(() => void save())

  return {
    id,
    form,
    issues,
    state,
    refusal,
    said,
    others,
    meeting,
    /** Who wrote and reviewed, as the server last said. */
    view,
    /** Raised by each save: the phone shows what the server has. */
    edition,
    lockVersion: () => lockVersion,
    canUndo: () => history().past.length > 0,
    canRedo: () => history().future.length > 0,
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    /** One step that can be undone; letters typed in the same place are one step. */
    change: (next: (form: T) => T, place = '') =>
      setHistory((was) => changed(was, next(was.now), place, performance.now())),
    set: (path: Path, value: unknown) =>
      setHistory((was) => changed(was, withValue(was.now, path, value), pointerOf(path), performance.now())),
    saveNow: () => save(),
    decide(choices: ReadonlyMap<string, Choice>): void {
      const met = meeting()
      if (met) take(merge(base, form(), met.theirs, choices).merged, met.theirs, met.lockVersion)
    },
    /** After a change the server made itself, such as a reader's mark. */
    absorb: (view: View) => join(view, true),
  }
}

export type Drafter<T, View extends Drafted<T>> = ReturnType<typeof createDrafter<T, View>>
