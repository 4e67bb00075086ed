import { Button } from '../../ui/button.tsx'
import { iso as words } from '../../words/iso.ts'

/** What somebody else stored where I was writing, below my own words: one of the two is taken by a press. */
export function Theirs(props: { text: string; onUse: () => void; onKeep: () => void }) {
  return (
    <div class="note amber iso-theirs" data-theirs="">
      <p>
        {words.theirsHere} <q>{props.text || words.theirsNothing}</q>
      </p>
      <div class="actions">
        <Button little data-action="use-theirs" onClick={() => props.onUse()}>
          {words.useTheirs}
        </Button>
        <Button little tone="quiet" data-action="keep-mine" onClick={() => props.onKeep()}>
          {words.keepMine}
        </Button>
      </div>
    </div>
  )
}
