import { answerIssues, canonicalAnswers } from '../../surveys/answers.ts'
import { firstUnanswered, unansweredRequired } from '../../surveys/flow.ts'
import type { Answers } from '../../surveys/instrument.ts'
import { askedQuestions, isBroken } from '../../surveys/relevant.ts'
import { judgeOf } from './more.ts'
import { type PageForm, readAnswer, showAnswer } from './page-form.ts'
import { createSender, type Waiting } from './send.ts'
import { createSignal } from './signals.ts'
import { type Change, type Kept, openStore } from './store.ts'
import type { Screen, Trail } from './trail.ts'
import { uuid } from './uuid.ts'

/** The sheet of one slip: what is answered, what of it lies on the phone, and whether it was sent. */
export function createSheet(page: PageForm, trail: Trail) {
  const { questionnaire, asked, form, notice } = page
  const rules = judgeOf(questionnaire)
  const [answers, setAnswers] = createSignal<Answers>({})
  const [kept, setKept] = createSignal<Kept>()
  const [lasting, setLasting] = createSignal(true)
  const [waiting, setWaiting] = createSignal<Waiting>()
  const [unsent, setUnsent] = createSignal(0)
  const [unfinished, setUnfinished] = createSignal<string>()
  const [reported, setReported] = createSignal(false)

  const opening = openStore()
  const sending = opening.then((store) =>
    createSender(store, (now) => {
      setWaiting(now)
      void look()
    }),
  )

  async function update(change: Change, slip = trail.slip()): Promise<Kept | undefined> {
    const store = await opening
    const after = slip === undefined ? undefined : await store.update(slip, change)
    setLasting(store.lasting())
    if (slip === trail.slip()) setKept(after)
    return after
  }
  /** Changes the sheet only while it may be changed; a sheet that is queued keeps its bytes. */
  const edit = async (change: (open: Kept) => Kept): Promise<Kept | undefined> => {
    const mine = await update((found) => (found?.state === 'open' ? change(found) : found))
    if (mine && mine.state !== 'open') follow(mine)
    return mine
  }

  /** What the phone holds now: another tab or the sender may have changed it. */
  async function look(): Promise<void> {
    const store = await opening
    const seen = answers()
    const all = await store.all()
    // An answer was given meanwhile that this look cannot have seen: taking over would undo it before the reader's eyes.
    if (seen !== answers()) return look()
    setLasting(store.lasting())
    setUnsent(all.filter(({ state, to }) => state === 'queued' && !to).length)
    setUnfinished(all.find((each) => each.state === 'open' && each.form === form)?.slip)
    const mine = all.find(({ slip }) => slip === trail.slip())
    const before = kept()
    if (!mine || !before) return
    setKept(mine)
    takeOver(mine)
    if (mine.state !== before.state) follow(mine)
  }

  /** Answers that fit this version of the form; after a change of version the others are asked again. */
  const fitting = (given: Answers = {}): Answers =>
    Object.fromEntries(
      Object.entries(given).filter(([id, answer]) => {
        const question = asked.get(id)?.question
        return question && answerIssues(question, answer).length === 0
      }),
    )

  function takeOver(mine: Kept): void {
    const before = answers()
    const now = fitting(mine.answers)
    setAnswers(now)
    // What is being typed this moment is in neither and stays.
    for (const [id, each] of asked) if (String(now[id]) !== String(before[id])) showAnswer(each, now[id])
  }

  /** To the screen on which this sheet stands. */
  function follow(mine: Kept, step: 'push' | 'replace' = 'replace'): void {
    const { at = '', state, problem } = mine
    const to: Screen =
      state === 'sent'
        ? 'receipt'
        : state === 'queued'
          ? 'outbox'
          : problem || at === 'review'
            ? 'review'
            : asked.has(at)
              ? at
              : (firstUnanswered(questionnaire, answers(), rules)?.id ?? 'review')
    trail.go(to, step)
  }

  const missing = () => unansweredRequired(questionnaire, answers(), rules)

  async function start(slip: string): Promise<void> {
    const before = kept()
    const agreed = { form, consent: notice }
    trail.setSlip(slip)
    // Who has not been through all questions goes on at the first open one.
    const at = missing().length ? undefined : before?.at
    const fresh: Kept = { at, slip, state: 'open', id: uuid(), answers: answers(), ...agreed }
    const mine = await update((found) =>
      found?.state === 'open'
        ? // What was wrong with an older version is not said of this one.
          { ...found, ...agreed, problem: found.form === form ? found.problem : undefined }
        : (found ?? fresh),
    )
    // A mistyped code: its answers now belong to the right one.
    if (before && before.slip !== slip && mine?.id === fresh.id)
      await (await opening).update(before.slip, (old) => (old?.state === 'open' ? undefined : old))
    if (!mine) return
    takeOver(mine)
    follow(mine, 'push')
  }

  /** Takes one answer from the page into the model, and from there onto the phone. */
  function take(id: string): void {
    const each = asked.get(id)
    if (!each) return
    const given = readAnswer(each)
    const good =
      given !== undefined &&
      answerIssues(each.question, given).length === 0 &&
      !isBroken(each.question, given, answers(), rules)
    const withOne = (others: Answers = {}): Answers => {
      const { [id]: _, ...rest } = others
      return good ? { ...rest, [id]: given } : rest
    }
    setAnswers(withOne)
    each.fieldset.toggleAttribute('data-answered', good)
    void edit((open) => ({ ...open, answers: withOne(open.answers) }))
  }

  /** Something to say that belongs to no sheet: it waits for the network as a sheet does, under a name of its own. */
  async function say(to: string): Promise<void> {
    const body = JSON.stringify({ form, slip: trail.slip() })
    const name = uuid()
    await update(() => ({ slip: name, state: 'queued', to, body }), name)
    ;(await sending)()
  }

  return {
    answers,
    reported,
    rules,
    kept,
    lasting,
    waiting,
    unsent,
    unfinished,
    start,
    take,
    update,
    asked: () => askedQuestions(questionnaire, answers(), rules),
    missing,
    /** At the start: back to the sheet of this slip, if the phone has one. */
    async resume(): Promise<void> {
      await look()
      const mine = await update((found) => found)
      // Who was quicker than the storage is past the notice and goes on there.
      if (
        mine &&
        trail.at() === 'notice' &&
        (mine.state !== 'open' || (mine.consent === notice && mine.form === form))
      ) {
        takeOver(mine)
        follow(mine)
      }
      ;(await sending)()
    },
    /** Remembers the screen, so that somebody who comes back goes on there. */
    stay: (at: Screen) => edit((open) => (open.at === at ? open : { ...open, at })),
    async send(): Promise<void> {
      await look()
      await edit(({ problem: _, wrong: __, ...open }) => {
        const { id, slip, consent } = open
        const sheet = { id, slip, form, language: page.language, consent }
        const canonical = canonicalAnswers(questionnaire, fitting(open.answers), rules)
        return { ...open, state: 'queued', body: JSON.stringify({ ...sheet, answers: canonical }) }
      })
      ;(await sending)()
    },
    async sendNow(): Promise<void> {
      ;(await sending)()
    },
    async decline(): Promise<void> {
      await update((found) => (found?.state === 'open' ? undefined : found))
      await say('/api/declines')
    },
    report(): Promise<void> {
      // Told only when it has left; with a network that is a moment later.
      setWaiting('sending')
      setReported(true)
      return say('/api/pressure')
    },
    async wipe(): Promise<void> {
      await update(() => undefined)
      setAnswers({})
      for (const each of asked.values()) showAnswer(each, undefined)
    },
  }
}

export type Sheet = ReturnType<typeof createSheet>
