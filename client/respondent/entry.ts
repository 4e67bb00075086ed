import type { EntryWords } from '../words/respondent.ts'
import { readTyped } from './code-advice.ts'
import { wordsInPage } from './words.ts'

/** The program of `GET /p`: from a typed code to the form it belongs to. */
const words = wordsInPage<EntryWords>()
const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const field = find<HTMLInputElement>('slip')

/** The address of the form of a code, or why there is none. */
async function addressFor(code: string): Promise<{ address: string } | { advice: string }> {
  try {
    const reply = await fetch(`/api/slips/${code}`, { credentials: 'omit', cache: 'no-store' })
    const said = await reply.json()
    if (reply.ok && typeof said.form === 'string') return { address: `/p/${said.form.split('@')[0]}#${code}` }
    return { advice: said.code === 'slow_down' ? words.slow_down : words.slip_unknown }
  } catch {
    return { advice: words.offline }
  }
}

async function begin(): Promise<void> {
  const read = readTyped(field.value, words)
  const found = 'code' in read ? await addressFor(read.code) : read
  if ('address' in found) return location.assign(found.address)
  find('error').textContent = found.advice
  field.focus()
}

find('forms').hidden = true
find('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void begin()
})
