/** `GET /kiosk`: gives a tablet its key, and lets the staff in by PIN: what waits, which form, a new key. */

import { readCode } from '../../../surveys/slip.ts'
import { kioskWords as words } from '../../words/kiosk.ts'
import { keepPage } from '../keep-page.ts'
import { type Device, isPin, listSheets, loadDevice, saveDevice } from './device.ts'
import { sendQueue } from './send-queue.ts'

const MOST_TRIES = 5
const WAIT_MS = 60_000
const IDLE_MS = 60_000
const place = document.getElementById('kiosk') as HTMLElement

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text = '',
  more: object = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), { textContent: text, ...more })
}
const button = (text: string, act: () => unknown, main = false) =>
  element('button', text, { type: 'button', className: `big${main ? ' main' : ''}`, onclick: act })

/** A labelled field with a button and a line for what is wrong. */
function asks(label: string, hint: string, action: string, type: string, act: (value: string) => Promise<string>) {
  const form = element('form', '', { autocomplete: 'off' })
  const wrong = element('p', '', { className: 'error', role: 'alert' })
  const field = element('input', '', { type, autocomplete: 'off' })
  const name = element('label', label)
  name.append(element('small', hint), field)
  const send = element('button', action, { className: 'big main' })
  form.append(name, wrong, send)
  form.onsubmit = (event) => {
    event.preventDefault()
    send.disabled = true
    void act(field.value).then((said) => {
      wrong.textContent = said
      send.disabled = false
      field.focus()
    })
  }
  return form
}

async function takeKey(typed: string): Promise<string> {
  const read = readCode(typed)
  if ('issue' in read) return words.keyWrong
  try {
    const reply = await fetch('/api/kiosk', { headers: { 'hailong-device': read.code }, credentials: 'omit' })
    if (!reply.ok) return words.keyWrong
    const device: Device = { key: read.code, ...(await reply.json()) }
    await saveDevice(device)
    await showPanel(device)
    return ''
  } catch {
    return words.keyOffline
  }
}
const keyForm = () => asks(words.key, words.keyHint, words.keySave, 'text', takeKey)

async function showPanel(device: Device): Promise<void> {
  const waiting = await listSheets()
  const sheets = waiting.filter(({ decline }) => !decline)
  const refused = sheets.filter(({ problem }) => problem)
  const forms = device.forms.map(({ form, title }) => {
    const item = element('li')
    item.append(element('a', title, { href: `/kiosk/${form}` }))
    return item
  })
  const list = element('ul')
  list.append(...forms)
  place.replaceChildren(
    element('h1', device.label),
    element('p', `${words.waiting}: ${sheets.length - refused.length}`),
    ...(waiting.length > sheets.length ? [element('p', `${words.declines}: ${waiting.length - sheets.length}`)] : []),
    ...(refused.length
      ? [
          element(
            'p',
            `${words.refused}: ${refused.length} (${[...new Set(refused.map((one) => one.problem))].join(', ')})`,
          ),
        ]
      : []),
    ...(device.revoked ? [element('p', words.revoked, { className: 'card amber' })] : []),
    button(words.sendNow, () =>
      sendQueue(device)
        .then(loadDevice)
        .then((now) => showPanel(now ?? device)),
    ),
    element('h2', forms.length ? words.chooseForm : words.noForms),
    list,
    keyForm(),
  )
}

function showPin(device: Device): void {
  let tries = 0
  let until = 0
  place.replaceChildren(
    element('h1', words.staff),
    asks(words.pin, '', words.enter, 'password', async (pin) => {
      if (Date.now() < until) return words.pinWait
      if (await isPin(device, pin.trim())) {
        await showPanel(device)
        return ''
      }
      tries++
      if (tries % MOST_TRIES === 0) until = Date.now() + WAIT_MS
      return until > Date.now() ? words.pinWait : words.pinWrong
    }),
    button(words.back, () => history.back()),
  )
  setTimeout(() => {
    const [form] = device.forms
    if (form && place.querySelector('[type=password]')) location.replace(`/kiosk/${form.form}`)
  }, IDLE_MS)
}

async function start(): Promise<void> {
  if (!crypto.subtle) return place.replaceChildren(element('p', words.noSecure, { className: 'card amber' }))
  const device = await loadDevice()
  if (device) showPin(device)
  else place.replaceChildren(element('h1', words.title), keyForm())
}

void start()
void keepPage('/kiosk/sw.js', '/kiosk')
