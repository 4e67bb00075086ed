import type { Kept, Store } from './store.ts'

/** Why a sheet is still on the phone. */
export type Waiting = 'sending' | 'offline' | 'captive' | 'busy'
type Outcome =
  | Readonly<{ receipt: string }>
  | Readonly<{ problem: string; wrong: readonly string[] }>
  | Readonly<{ waiting: Waiting; afterMs?: number }>

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 300_000
const GIVE_UP_MS = 45_000

/** `/answers/A1` names the question A1. */
const questionIn = ({ pointer }: { pointer: string }): string => pointer.split('/').pop() ?? ''

/** As server/responses/receipt.ts writes it. */
const isReceipt = (said: unknown): said is string => /^\w{4}-\w{4}$/.test(String(said))

/** What the server says; a stranger may say anything. */
type Said = Readonly<{ receipt?: string; code?: string; errors?: readonly Readonly<{ pointer: string }>[] }>

function readJson(text: string): Said {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

/** One try. Only JSON with a receipt is a receipt: a hotel's sign-in page answers 200 as well. */
async function post({ to, body }: Kept): Promise<Outcome> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), GIVE_UP_MS)
  try {
    const reply = await fetch(to ?? '/api/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body ?? '',
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: patience.signal,
    })
    if (to && reply.status === 204) return { receipt: '' }
    // A text that breaks off is the network's fault; one that is no JSON comes from somebody else.
    const said = readJson(await reply.text())
    if (reply.ok && isReceipt(said.receipt)) return { receipt: said.receipt }
    const afterMs = 1000 * (Number(reply.headers.get('retry-after')) || 0)
    // 408: a line so slow that the server stopped waiting says nothing of the sheet.
    if (/408|429|5../.test(`${reply.status}`)) return { waiting: 'busy', afterMs }
    if (reply.ok || !said.code) return { waiting: 'captive' }
    return { problem: said.code, wrong: (said.errors ?? []).map(questionIn) }
  } catch {
    return { waiting: 'offline' }
  } finally {
    clearTimeout(timer)
  }
}

const afterwards =
  (sent: Kept, outcome: Outcome) =>
  (kept: Kept | undefined): Kept | undefined => {
    // Another tab was quicker, or the sheet was taken back: what it says now holds.
    if (kept?.state !== 'queued' || kept.body !== sent.body) return kept
    if ('receipt' in outcome) return sent.to ? undefined : { slip: kept.slip, state: 'sent', receipt: outcome.receipt }
    if ('waiting' in outcome) return kept
    if (sent.to) return undefined
    const { body: _, ...open } = kept
    return { ...open, state: 'open', problem: outcome.problem, wrong: outcome.wrong }
  }

/** One tab sends at a time where the browser has locks; elsewhere the answer's id keeps the server from storing it twice. */
async function alone(work: () => Promise<void>): Promise<void> {
  try {
    await navigator.locks.request('hailong-send', { ifAvailable: true }, (lock) => (lock ? work() : undefined))
  } catch {
    // No locks, or none where storage is blocked.
    await work()
  }
}

/**
 * Sends what is queued, now and again until nothing is: after 2 s, 4 s … 5 min (each with chance, so that a school's
 * phones do not come all at once), when the network returns, and when the page is looked at again.
 */
export function createSender(store: Store, tell: (waiting: Waiting | undefined) => void): () => void {
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false

  const run = async (): Promise<void> => {
    if (running) return
    running = true
    clearTimeout(timer)
    let longest = 0
    let waiting: Waiting | undefined
    await alone(async () => {
      for (const kept of await store.all()) {
        if (kept.state !== 'queued') continue
        tell('sending')
        const outcome = await post(kept)
        await store.update(kept.slip, afterwards(kept, outcome))
        if ('waiting' in outcome) {
          waiting = outcome.waiting
          longest = Math.max(longest, outcome.afterMs ?? 0)
        }
      }
    })
    const left = (await store.all()).some((kept) => kept.state === 'queued')
    running = false
    tell(left ? (waiting ?? 'sending') : undefined)
    if (!left) {
      tries = 0
      return
    }
    const wait = Math.min(FIRST_WAIT_MS * 2 ** tries++, LONGEST_WAIT_MS)
    timer = setTimeout(run, longest + wait * (0.5 + Math.random() / 2))
  }
  const again = () => {
    if (document.visibilityState === 'visible') void run()
  }
  addEventListener('online', again)
  addEventListener('pageshow', again)
  document.addEventListener('visibilitychange', again)
  return () => {
    tries = 0
    void run()
  }
}
