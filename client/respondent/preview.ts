/**
 * Stands before the page's program where a designer tries a form that is not published: the same page and the same program,
 * but what they keep goes into a database of its own, and what they send is judged and not stored. The frame around it is
 * told, and may ask for another question or a new start.
 */
import { codeFromBytes } from '../../surveys/slip.ts'
import { openStore } from './store.ts'
import { uuid } from './uuid.ts'

const form = document.querySelector<HTMLFormElement>('#form')
const { preview = '', notice, form: version } = form?.dataset ?? {}
/** No slip of any round: nothing that comes with it could be stored. */
const slip = codeFromBytes(new Uint8Array(10))
const here = `${location.pathname}${location.search}#${slip}`
if (!history.state?.slip) history.replaceState(null, '', here)

const open = indexedDB.open.bind(indexedDB)
indexedDB.open = (_name, edition) => open(`hailong-preview-${preview}`, edition)
Storage.prototype.setItem = () => {}

// A page that is fetched anew while somebody types beside it must not take the keyboard or move the page around it.
const { focus, scrollIntoView } = HTMLElement.prototype
HTMLElement.prototype.focus = function (options) {
  if (document.hasFocus()) focus.call(this, options)
}
HTMLElement.prototype.scrollIntoView = function (options) {
  if (document.hasFocus()) scrollIntoView.call(this, options)
}

const ask = window.fetch.bind(window)
const tell = (said: object) => parent.postMessage({ preview, ...said }, location.origin)
window.fetch = async (to, init) => {
  if (String(to) !== '/api/responses') return new Response(null, { status: 204 })
  const reply = await ask(`/api/instruments/${preview}/try`, { ...init, credentials: 'same-origin' })
  tell({ tried: await reply.clone().json() })
  return reply
}

addEventListener('message', async ({ origin, data }) => {
  if (origin !== location.origin || parent === window) return
  const store = await openStore()
  if (data.again) {
    await store.update(slip, () => undefined)
    tell({ began: true })
  }
  if (typeof data.at === 'string')
    await store.update(slip, (kept) => ({
      id: uuid(),
      answers: {},
      ...(kept?.state === 'open' ? kept : {}),
      slip,
      state: 'open',
      form: version ?? '',
      consent: notice ?? '',
      at: data.at,
    }))
  if (typeof data.at === 'string') tell({ shown: data.at })
  history.replaceState(null, '', here)
  location.reload()
})
addEventListener('load', () => tell({ ready: true }))
