import './kiosk.css'
import { kioskWords as words } from '../../words/kiosk.ts'
/**
 * Stands before the page's program on a tablet that many use: what somebody answers is in the memory of the page alone, a
 * finished sheet is sealed to the server before anything of it is stored, and after each sheet, or a minute without a touch,
 * the page begins anew with nothing left. It never goes back.
 */
import { keepPage } from '../keep-page.ts'
import { uuid } from '../uuid.ts'
import { addSheet, type Device, loadDevice, removeSheet } from './device.ts'
import { sealTo } from './seal.ts'
import { sendQueue, sendSealed } from './send-queue.ts'

const IDLE_S = 60
const OVER_S = 20
const WARN_S = 20
const QUEUE_EVERY_MS = 30_000

const device: Promise<Device> = loadDevice().then((found) => {
  if (!found) location.replace('/kiosk')
  return found ?? new Promise<Device>(() => undefined)
})

const refuse = () => {
  throw new DOMException('nothing is stored on this tablet', 'SecurityError')
}
indexedDB.open = refuse
Storage.prototype.setItem = () => undefined
history.pushState = history.replaceState.bind(history)
// Who comes here by the browser's own buttons does not come with the code of the one before.
history.replaceState(null, '')

const ask = window.fetch.bind(window)
const sealedOnce = new Map<string, { sealed: string; place: IDBValidKey }>()

async function submit(body: string): Promise<Response> {
  const mine = await device
  let waiting = sealedOnce.get(body)
  if (!waiting) {
    const sealed = await sealTo(mine.sealTo, body)
    waiting = { sealed, place: await addSheet({ sealed }) }
    sealedOnce.set(body, waiting)
  }
  const sent = await sendSealed(mine, waiting.sealed)
  if ('waiting' in sent) throw new TypeError('waits')
  await removeSheet(waiting.place)
  if ('receipt' in sent) return new Response(JSON.stringify(sent), { status: 201 })
  // Whoever stands here can still mend it.
  sealedOnce.delete(body)
  return sent.reply
}

/** Who does not take part is counted once, also where the network is away: under a number of its own, sealed like a sheet. */
async function decline(body: string): Promise<Response> {
  const mine = await device
  const sealed = await sealTo(mine.sealTo, JSON.stringify({ ...JSON.parse(body), declined: uuid() }))
  await addSheet({ sealed, decline: true })
  void sendQueue(mine).catch(() => undefined)
  return new Response(null, { status: 204 })
}

window.fetch = async (to, init) => {
  if (to === '/api/responses') return submit(String(init?.body))
  if (to === '/api/declines') return decline(String(init?.body))
  if (to === '/api/pressure') return ask(to, init)
  return new Response(null, { status: 404 })
}

function wipe(): void {
  history.replaceState(null, '', location.pathname)
  location.replace(location.pathname)
}

let touched = Date.now()
for (const event of ['pointerdown', 'keydown', 'input']) addEventListener(event, () => (touched = Date.now()), true)
// A page that comes back from the browser's memory would show what was wiped.
addEventListener('pageshow', ({ persisted }) => persisted && wipe())

addEventListener('DOMContentLoaded', () => {
  const showing = (name: string) => document.querySelector(`[data-screen=${name}]:not([hidden])`) !== null
  const warning = document.createElement('div')
  warning.className = 'card amber kiosk-left'
  warning.setAttribute('role', 'status')
  warning.hidden = true
  const left = document.createElement('p')
  const over = document.createElement('button')
  over.type = 'button'
  over.className = 'big'
  over.onclick = wipe
  warning.append(left, over)
  const staff = document.createElement('a')
  staff.href = '/kiosk'
  staff.className = 'kiosk-staff'
  staff.textContent = words.staff
  // Whatever the language of the form is.
  warning.lang = staff.lang = 'vi'
  document.body.append(warning, staff)

  let overSince = 0
  setInterval(() => {
    // What is told apart from a sheet is not kept for later: where it cannot leave now, the telephone is left.
    document.documentElement.classList.toggle('cut-off', !navigator.onLine)
    const now = Date.now()
    const finished = ['receipt', 'outbox', 'declined'].some(showing)
    if (!finished) overSince = 0
    else if (!overSince) overSince = now
    const seconds = Math.ceil(finished ? OVER_S - (now - overSince) / 1000 : IDLE_S - (now - touched) / 1000)
    const begun = !showing('notice')
    if (begun && seconds <= 0) wipe()
    warning.hidden = !begun || seconds > WARN_S
    warning.classList.toggle('kiosk-idle', !finished)
    left.textContent = (finished ? words.next : words.idle).replace('{seconds}', String(Math.max(0, seconds)))
    over.textContent = finished ? words.done : words.wipeNow
  }, 500)
})

void device.then((mine) => {
  void keepPage('/kiosk/sw.js', '/kiosk')
  const send = () => sendQueue(mine).catch(() => undefined)
  void send()
  setInterval(send, QUEUE_EVERY_MS)
  addEventListener('online', send)
})
