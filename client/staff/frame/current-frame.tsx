import { Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { Hash } from '../../ui/hash.tsx'
import { momentText } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import type { Frame } from '../shapes.ts'
import { Totals } from './totals.tsx'
import { Versions } from './versions.tsx'

export function CurrentFrame(props: { frame: Frame }) {
  return (
    <>
      <section class="card">
        <header>
          <h3>{words.frame.current}</h3>
          <Show when={props.frame.synthetic}>
            <Chip tone="amber">{words.rounds.synthetic}</Chip>
          </Show>
        </header>
        <dl class="facts">
          <dt>{words.frame.file}</dt>
          <dd>{props.frame.fileName}</dd>
          <dt>{words.frame.version}</dt>
          <dd>{props.frame.version}</dd>
          <dt>{words.frame.importedAt}</dt>
          <dd>{momentText(props.frame.createdAt)}</dd>
          <dt>{words.frame.schools}</dt>
          <dd>{countText(props.frame.rowCount)}</dd>
          <dt>{words.frame.pupils}</dt>
          <dd>{countText(props.frame.pupilCount)}</dd>
          <dt>{words.frame.fileHash}</dt>
          <dd>
            <Hash value={props.frame.fileHash} copy={words.copy} copied={words.copied} />
          </dd>
          <dt>{words.frame.contentHash}</dt>
          <dd>
            <Hash value={props.frame.contentHash} copy={words.copy} copied={words.copied} />
          </dd>
        </dl>
        <p class="small soft">{words.frame.hashWhy}</p>
      </section>
      <Versions roundId={props.frame.roundId} version={props.frame.version} />
      <Totals totals={props.frame.totals} />
    </>
  )
}
