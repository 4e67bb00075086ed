import { createAsync } from '@solidjs/router'
import { createUniqueId, For, Show, Suspense } from 'solid-js'
import { kindOfMedia, MEDIA, type MediaKind } from '../../../surveys/media.ts'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { type Path, pointerOf, valueAt } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { keepMedia, listMedia, mediaAddress } from './api.ts'
import { useDesk } from './desk.ts'

const acceptOf = (kind: MediaKind): string =>
  Object.entries(MEDIA)
    .flatMap(([ending, one]) => (one.kind === kind ? [`.${ending}`, one.type] : []))
    .concat(kind === 'image' ? ['.jpeg'] : ['.opus'])
    .join(',')

/** A picture or a recording of a question: chosen among those that are there, or brought from this computer. */
export function MediaField(props: { label: string; path: Path; kind: MediaKind; optional: boolean }) {
  const desk = useDesk()
  const id = createUniqueId()
  const stored = createAsync(() => listMedia())
  const keeping = createActionTask(keepMedia)
  const name = () => String(valueAt(desk.editor.form(), props.path) ?? '')
  const set = (next: string) => desk.editor.set(props.path, next === '' && props.optional ? undefined : next)
  const choices = () => (stored() ?? []).filter(({ kind }) => kind === props.kind)
  const isStored = () => choices().some((one) => one.name === name())
  const wrong = () => faultsAt(desk.editor.issues(), pointerOf(props.path))
  const bring = async (file: File | undefined) => {
    const kept = file && ((await keeping.run(file)) as { name: string } | undefined)
    if (kept && kindOfMedia(kept.name) === props.kind) set(kept.name)
  }
  return (
    <div class="field wide media">
      <label for={id}>{props.label}</label>
      <Suspense>
        <select
          id={id}
          class="input"
          data-path={pointerOf(props.path)}
          aria-invalid={wrong().length > 0 ? 'true' : undefined}
          aria-describedby={wrong().length > 0 ? `${id}-wrong` : undefined}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        >
          <option value="" selected={name() === ''}>
            {words.media.none}
          </option>
          <Show when={name() !== '' && !isStored()}>
            <option value={name()} selected>
              {words.media.unknown(name())}
            </option>
          </Show>
          <For each={choices()}>
            {(one) => (
              <option value={one.name} selected={one.name === name()}>
                {words.media.choice(one.fileName, one.size)}
              </option>
            )}
          </For>
        </select>
      </Suspense>
      <Show when={isStored()}>
        <Show
          when={props.kind === 'image'}
          // biome-ignore lint/a11y/useMediaCaption: the words of the recording stand beside it.
          fallback={<audio controls preload="none" src={mediaAddress(name())} />}
        >
          <img class="media-seen" src={mediaAddress(name())} alt={words.media.seen} />
        </Show>
      </Show>
      <input
        id={`${id}-file`}
        class="for-readers"
        type="file"
        accept={acceptOf(props.kind)}
        onChange={({ currentTarget }) => {
          void bring(currentTarget.files?.[0])
          currentTarget.value = ''
        }}
      />
      <div class="actions">
        <label for={`${id}-file`} class="button plain little" aria-busy={keeping.busy() ? 'true' : undefined}>
          {words.media.bring[props.kind]}
        </label>
        <Show when={props.optional && name() !== ''}>
          <Button little tone="quiet" onClick={() => set('')}>
            {words.media.remove}
          </Button>
        </Show>
      </div>
      <span class="hint">{words.media.hint[props.kind]}</span>
      <Refused refusal={keeping.refusal()} />
      <Show when={wrong().length > 0}>
        <ul class="faults" id={`${id}-wrong`}>
          <For each={wrong()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Show>
    </div>
  )
}
