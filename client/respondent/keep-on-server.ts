import { showKeptCard } from './kept-card.ts'
import type { Shared } from './later.ts'
import { type Lock, lockOf } from './lock.ts'
import type { Kept } from './store.ts'

/** A pause after which what was answered goes to the server. */
const PAUSE_MS = 1_200

/** What was answered here and what lies there belong together; a finished sheet is not opened again. */
function merged(saved: Kept, found: Kept | undefined): Kept {
  if (found && found.state !== 'open') return found
  if (!found || saved.state !== 'open') return saved
  const begun = Object.keys(found.answers ?? {}).length > 0
  return {
    ...saved,
    ...found,
    id: saved.id,
    at: begun ? found.at : saved.at,
    answers: { ...saved.answers, ...found.answers },
  }
}

/**
 * Where the browser keeps nothing, the unfinished sheet is kept on the server until it is sent: sealed here under a key of the
 * slip's code, which is not sent along. Said on the page, and it can be switched off.
 */
export function keepOnServer(shared: Shared): void {
  const { page, sheet, trail, watch } = shared
  let wanted = true
  let slip: string | undefined
  let lock: Promise<Lock> | undefined
  let version = 0
  let kept: Kept | undefined
  let written: Kept | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let work: Promise<unknown> = Promise.resolve()

  const ask = async (method: string, content?: object): Promise<Response | undefined> => {
    if (!lock) return undefined
    const { id } = await lock
    return fetch(`/api/progress/${id}`, {
      method,
      ...(content ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) } : {}),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      keepalive: method !== 'GET',
    }).catch(() => undefined)
  }

  async function fetchSaved(): Promise<void> {
    const reply = await ask('GET')
    if (!reply?.ok || !lock || slip === undefined) return
    const said = await reply.json()
    // What cannot be opened is not ours.
    const saved = (await (await lock).open(said.sealed).catch(() => undefined)) as Kept | undefined
    version = said.version
    if (saved?.slip !== slip) return
    const wasThere = sheet.kept() !== undefined
    await sheet.update((found) => merged(saved, found))
    if (!wasThere || trail.at() !== 'notice') await sheet.resume()
  }

  async function put(again = true): Promise<void> {
    if (!wanted || !lock || !kept || kept === written) return
    const now = kept
    if (now.state === 'sent') {
      await ask('DELETE')
      written = now
      return
    }
    const reply = await ask('PUT', { form: page.form, sealed: await (await lock).close(now), version })
    if (reply?.ok) {
      version = (await reply.json()).version
      written = now
    } else if (reply?.status === 412 && again) {
      await fetchSaved()
      kept = sheet.kept()
      await put(false)
    }
  }
  const soon = (wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      work = work.then(() => put()).catch(() => undefined)
    }, wait)
  }

  watch(() => {
    kept = sheet.kept()
    // The screen is watched along: the code may have been typed meanwhile.
    trail.at()
    const now = trail.slip()
    if (now !== undefined && now !== slip) {
      slip = now
      lock = lockOf(now)
      version = 0
      work = work.then(fetchSaved).catch(() => undefined)
    }
    if (kept) soon(kept.state === 'open' ? PAUSE_MS : 0)
  })
  document.addEventListener('visibilitychange', () => soon(0))
  addEventListener('online', () => soon(0))

  showKeptCard(shared, () => {
    wanted = false
    work = work.then(() => ask('DELETE'))
  })
}
