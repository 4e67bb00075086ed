import { createAsync } from '@solidjs/router'
import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { account as words } from '../../words/account.ts'
import { beginExternal, readExternal } from '../external-api.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'

/** The way through the provincial account service, where one is set up. */
export function ExternalSignIn() {
  const service = createAsync(() => readExternal())
  const task = createTask(async () => window.location.assign(await beginExternal()))
  return (
    <Show when={service()?.name}>
      {(name) => (
        <div class="external">
          <p class="soft">{words.external.or}</p>
          <Refused refusal={task.refusal()} />
          <Button busy={task.busy()} onClick={() => task.run()} data-action="sign-in-external">
            {words.external.act(name())}
          </Button>
        </div>
      )}
    </Show>
  )
}
