import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { momentText } from '../../words/days.ts'
import { frameChange as words } from '../../words/frame-change.ts'
import { countText } from '../../words/numbers.ts'
import { readFrameChanges, readFrameVersions } from '../api.ts'
import { Changes } from './changes.tsx'

/** Every version of the list, and what each of them changed. */
export function Versions(props: { roundId: string; version: number }) {
  const [chosen, setChosen] = createSignal<number | null>(null)
  const versions = createAsync(() => readFrameVersions(props.roundId))
  return (
    <section class="card">
      <h3>{words.versions}</h3>
      <ul class="plain-list">
        <For each={versions() ?? []}>
          {(one) => (
            <li class="actions">
              <b>{words.version(one.version)}</b>
              <span class="soft">
                {one.fileName} · {momentText(one.createdAt)} · {words.schools(countText(one.rowCount))}
              </span>
              <Button
                tone="quiet"
                little
                aria-pressed={chosen() === one.version}
                aria-label={`${words.show} ${one.version}`}
                data-version={one.version}
                onClick={() => setChosen(chosen() === one.version ? null : one.version)}
              >
                {words.change}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={chosen()}>{(version) => <OfVersion roundId={props.roundId} version={version()} />}</Show>
    </section>
  )
}

function OfVersion(props: { roundId: string; version: number }) {
  const changes = createAsync(() => readFrameChanges(props.roundId, props.version))
  return (
    <Show when={changes()}>
      {(list) => (
        <Show when={list().length > 0} fallback={<p class="soft">{words.first}</p>}>
          <Changes changes={list()} />
        </Show>
      )}
    </Show>
  )
}
