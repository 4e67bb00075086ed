import { type Accessor, batch, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { canonicalJson } from '../../../surveys/canonical-json.ts'
import { checkInstrument } from '../../../surveys/check.ts'
import type { Issue } from '../../../surveys/issue.ts'
import { type Choice, type Conflict, mergeForms } from '../../../surveys/merge-forms.ts'
import { instruments as words } from '../../words/instruments.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import { lookAt, lookForOthers, saveDraft, type VersionView } from './api.ts'
import { dropCopy, findCopy, keepCopy } from './draft-copy.ts'
import { type Form, type Path, pointerOf, withValue } from './form.ts'
import { begin, changed, redone, undone } from './history.ts'

const SAVE_AFTER_MS = 900
const CHECK_AFTER_MS = 150
const LOOK_EVERY_MS = 10_000
const TRY_AGAIN_MS = 5_000

const same = (a: Form, b: Form): boolean => a === b || canonicalJson(a) === canonicalJson(b)

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'offline' | 'refused'
/** Where both wrote: decided by a person before anything is saved. */
export type Meeting = Readonly<{ conflicts: readonly Conflict[]; theirs: Form; lockVersion: number; who: string }>

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
export function createEditor(opened: VersionView) {
  const { id } = opened
  let base = opened.definition
  let lockVersion = opened.lockVersion ?? 0
  let busy = false
  const [history, setHistory] = createSignal(begin(opened.definition))
  const form = createMemo(() => history().now)
  const [state, setState] = createSignal<SaveState>('saved')
  const [refusal, setRefusal] = createSignal<Refusal | null>(null)
  const [said, setSaid] = createSignal('')
  const [meeting, setMeeting] = createSignal<Meeting>()
  const [others, setOthers] = createSignal<readonly string[]>([])
  const [edition, setEdition] = createSignal(lockVersion)
  const [view, setView] = createSignal(opened)
  const [issues, setIssues] = createSignal<readonly Issue[]>(checkInstrument(opened.definition))

  const checking = createWait(CHECK_AFTER_MS, () => setIssues(checkInstrument(form())))
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
    if (busy || meeting() || !dirty()) return
    busy = true
    setState('saving')
    const sent = form()
    try {
      const stored = await saveDraft(id, lockVersion, sent)
      busy = false
      settle(sent, stored)
    } catch (error) {
      busy = false
      refused(refusalOf(error))
    }
  }

  /** The server has it: what was typed meanwhile stays on top. */
  function settle(sent: Form, stored: VersionView): void {
    lockVersion = stored.lockVersion ?? lockVersion
    const now = untrack(form)
    const theirs = stored.definition
    const merged = now === sent && same(sent, theirs) ? sent : mergeForms(sent, now, theirs).merged
    batch(() => {
      base = same(merged, theirs) ? merged : theirs
      if (merged !== now) setHistory((was) => ({ ...was, now: merged }))
      setEdition(lockVersion)
      setView(stored)
      setRefusal(null)
      setState(merged === base ? 'saved' : 'unsaved')
    })
    if (dirty()) saving.soon()
    else dropCopy(id)
  }

  function refused(why: Refusal): void {
    if (why.code === 'stale' && why.current) {
      join(why.current as VersionView)
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
  function join(current: VersionView, silent = false): void {
    // What was fetched before my own last save is history.
    if ((current.lockVersion ?? 0) < lockVersion) return
    const theirs = current.definition
    setView(current)
    const who = current.changedBy?.name ?? words.editor.somebody
    const { merged, conflicts } = mergeForms(base, form(), theirs)
    if (conflicts.length > 0) {
      setState('unsaved')
      setMeeting({ conflicts, theirs, lockVersion: current.lockVersion ?? 0, who })
      return
    }
    take(merged, theirs, current.lockVersion ?? 0)
    if (!silent) setSaid(words.editor.joined(who))
  }

  function take(merged: Form, theirs: Form, at: number): void {
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
    if (document.visibilityState !== 'visible' || busy || meeting()) return
    try {
      const found = await lookForOthers(id)
      setOthers(found.others)
      if ((found.lockVersion ?? 0) > lockVersion && !busy) join(await lookAt(id))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  const copy = findCopy(id)
  if (copy && !same(copy.form, opened.definition)) {
    base = copy.lockVersion === lockVersion ? opened.definition : copy.base
    setHistory(begin(copy.form))
    setSaid(words.editor.restored)
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
    change: (next: (form: Form) => Form, place = '') =>
      setHistory((was) => changed(was, next(was.now), place, performance.now())),
    set: (path: Path, value: unknown) =>
      setHistory((was) => changed(was, withValue(was.now, path, value), pointerOf(path), performance.now())),
    saveNow: () => save(),
    decide(choices: ReadonlyMap<string, Choice>): void {
      const met = meeting()
      if (met) take(mergeForms(base, form(), met.theirs, choices).merged, met.theirs, met.lockVersion)
    },
    /** After a change the server made itself, such as a reader's mark. */
    absorb: (view: VersionView) => join(view, true),
  }
}

export type Editor = ReturnType<typeof createEditor>
export type Issues = Accessor<readonly Issue[]>
