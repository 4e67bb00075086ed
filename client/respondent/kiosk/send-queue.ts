import { type Device, getSheet, listPlaces, putSheet, removeSheet, saveDevice } from './device.ts'

/** Taken before the page's program gets its own. */
const ask = window.fetch.bind(window)
const GIVE_UP_MS = 20_000

export type Sent = Readonly<
  { receipt: string } | { problem: string; reply: Response } | { waiting: true; revoked: boolean }
>

/** One try. Only JSON with a receipt is a receipt; what the server refuses for good is told apart from what may yet be taken. */
export async function sendSealed(device: Device, sealed: string): Promise<Sent> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), GIVE_UP_MS)
  try {
    const reply = await ask('/api/kiosk/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hailong-device': device.key },
      body: JSON.stringify({ sealed }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: patience.signal,
    })
    const text = await reply.clone().text()
    const said = /^\s*\{/.test(text) ? JSON.parse(text) : {}
    if (reply.ok && (said.counted === true || /^\w{4}-\w{4}$/.test(said.receipt ?? '')))
      return { receipt: said.receipt ?? '' }
    const lasting = /^4/.test(String(reply.status)) && ![401, 408, 429].includes(reply.status) && said.code
    if (lasting) return { problem: said.code, reply }
    return { waiting: true, revoked: said.code === 'device_revoked' }
  } catch {
    return { waiting: true, revoked: false }
  } finally {
    clearTimeout(timer)
  }
}

/** A line that fails now and then is tried again soon; one that is away is left alone until the next time. */
const AGAIN_AFTER_MS = [250, 1_000, 4_000]

async function sendPatiently(device: Device, sealed: string): Promise<Sent> {
  let sent = await sendSealed(device, sealed)
  for (const pause of AGAIN_AFTER_MS) {
    if (!('waiting' in sent) || sent.revoked || !navigator.onLine) break
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)))
    sent = await sendSealed(device, sealed)
  }
  return sent
}

let running: Promise<void> | undefined

/**
 * Sends what waits until the line stays away; a sheet the server refused stays, marked, and is not tried again. Asked again
 * meanwhile, it is the same run: five hundred sheets on a slow line take longer than the time to the next.
 */
export function sendQueue(device: Device): Promise<void> {
  running ??= sendAll(device).finally(() => {
    running = undefined
  })
  return running
}

async function sendAll(device: Device): Promise<void> {
  for (const place of await listPlaces()) {
    const waiting = await getSheet(place)
    if (!waiting || waiting.problem) continue
    const sent = await sendPatiently(device, waiting.sealed)
    // A decline that comes too late to be counted is nothing anybody could mend.
    if ('receipt' in sent || ('problem' in sent && waiting.decline)) await removeSheet(place)
    else if ('problem' in sent) await putSheet(place, { ...waiting, problem: sent.problem })
    else {
      if (sent.revoked && !device.revoked) await saveDevice({ ...device, revoked: true })
      return
    }
  }
}
