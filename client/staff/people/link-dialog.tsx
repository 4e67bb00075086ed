import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { account as words } from '../../words/account.ts'
import { momentText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import type { Link } from '../account-api.ts'

/** A link that is shown once, to be handed over. */
export function LinkDialog(props: { link: Link | null; onClose: () => void }) {
  const [copied, setCopied] = createSignal(false)
  const copy = async (address: string) => {
    await navigator.clipboard?.writeText(address)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Show when={props.link}>
      {(link) => (
        <Dialog open firm title={words.people.linkTitle[link().purpose] ?? ''} onClose={() => {}}>
          <p>{words.people.linkText(momentText(link().expiresAt))}</p>
          <p class="mono secret" data-link>
            {link().address}
          </p>
          <div class="actions">
            <Button tone="main" onClick={() => copy(link().address)}>
              {copied() ? staff.copied : staff.copy}
            </Button>
            <Button onClick={() => props.onClose()} data-action="link-kept">
              {words.people.linkDone}
            </Button>
          </div>
        </Dialog>
      )}
    </Show>
  )
}
