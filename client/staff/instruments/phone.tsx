import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { offeredLanguages } from '../../../surveys/offered-languages.ts'
import type { Language } from '../../../surveys/text.ts'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { errorText, type RefusalError } from '../refusal.ts'
import { pageAddress } from './api.ts'
import type { Form } from './form.ts'

type Tried = Readonly<{ stored?: Readonly<Record<string, unknown>>; errors?: readonly RefusalError[] }>

/**
 * The parent's real page of this version in a frame. It is fetched anew when the server has a newer text, stays at its
 * question, and can be answered to the end; what a real sheet would store is shown below.
 */
export function Phone(props: {
  id: string
  form: Form
  edition: number
  openItem: string | undefined
  leftOut: number
  languages: readonly Language[]
}) {
  const [language, setLanguage] = createSignal('vi')
  const [follow, setFollow] = createSignal(true)
  const [tried, setTried] = createSignal<Tried>()
  let frame: HTMLIFrameElement | undefined
  let shown = ''
  let beginning = false
  const say = (message: object) => frame?.contentWindow?.postMessage(message, location.origin)
  const show = (item: string | undefined) => {
    if (follow() && item && item !== shown) say({ at: item })
  }
  const address = createMemo(() => pageAddress(props.id, language(), props.edition))
  createEffect(
    on(
      address,
      (to) => {
        // In place: the browser's own "back" leads out of the editor, not through every state of the phone.
        frame?.contentWindow?.location.replace(to)
      },
      { defer: true },
    ),
  )
  createEffect(on([() => props.openItem, follow], ([item]) => show(item), { defer: true }))
  const hear = ({ origin, source, data }: MessageEvent) => {
    if (origin !== location.origin || source !== frame?.contentWindow) return
    // What was asked for while the frame was between two pages, a question or the beginning, is asked for again.
    if (data.shown) shown = data.shown
    if (data.began) beginning = false
    if (data.ready && beginning) say({ again: true })
    else if (data.ready) show(props.openItem)
    if (data.tried) setTried(data.tried)
  }
  addEventListener('message', hear)
  onCleanup(() => removeEventListener('message', hear))
  const again = () => {
    setTried(undefined)
    shown = ''
    beginning = true
    say({ again: true })
  }
  return (
    <aside class="phone" aria-label={words.phone.title}>
      <div class="phone-acts">
        <select
          class="input little"
          aria-label={words.phone.language}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
        >
          <For each={offeredLanguages({ languages: [...props.languages] })}>
            {(one) => (
              <option value={one} selected={one === language()}>
                {words.languages[one]}
              </option>
            )}
          </For>
        </select>
        <label class="choice small">
          <input
            type="checkbox"
            checked={follow()}
            onChange={({ currentTarget }) => setFollow(currentTarget.checked)}
          />
          {words.phone.follow}
        </label>
        <Button little tone="quiet" data-action="phone-again" onClick={again}>
          {words.phone.again}
        </Button>
      </div>
      <div class="phone-body">
        <iframe ref={frame} src={address()} title={words.phone.frame} />
      </div>
      <Show when={props.leftOut > 0}>
        <p class="small amber-text">{words.phone.leftOut(props.leftOut)}</p>
      </Show>
      <Show when={tried()} fallback={<p class="small soft">{words.phone.why}</p>}>
        {(result) => <Result tried={result()} form={props.form} />}
      </Show>
    </aside>
  )
}

function Result(props: { tried: Tried; form: Form }) {
  const entries = () => Object.entries(props.tried.stored ?? {})
  const text = (value: unknown): string =>
    value === null ? words.phone.unknown : Array.isArray(value) ? value.join(', ') : String(value)
  return (
    <section class="note tried" classList={{ green: !!props.tried.stored, red: !props.tried.stored }} role="status">
      <p class="small">{props.tried.stored ? words.phone.done : words.phone.refused}</p>
      <Show when={props.tried.stored && entries().length === 0}>
        <p class="small">{words.phone.nothing}</p>
      </Show>
      <dl class="stored">
        <For each={entries()}>
          {([id, value]) => (
            <>
              <dt class="mono">{id}</dt>
              <dd>{text(value)}</dd>
            </>
          )}
        </For>
        <For each={props.tried.errors ?? []}>
          {(error) => (
            <>
              <dt class="mono">{error.pointer.split('/').at(-1)}</dt>
              <dd>{errorText(error)}</dd>
            </>
          )}
        </For>
      </dl>
    </section>
  )
}
