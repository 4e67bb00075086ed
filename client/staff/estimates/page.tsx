import './estimates.css'
import { createAsync, useAction } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { hasReached } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { results as words } from '../../words/results.ts'
import { readEstimates, takeLateStep } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import { createTask } from '../task.ts'
import { Beside } from './beside.tsx'
import { ByUnits } from './by-units.tsx'
import type { Shown } from './figure-cell.tsx'
import { Figures } from './figures.tsx'
import { Headline } from './headline.tsx'
import { HowDialog } from './how-dialog.tsx'
import { OpenFigures } from './open-figures.tsx'

export default function EstimatesPage() {
  const round = useRound()
  const estimate = createAsync(() => readEstimates(round().id))
  const take = useAction(takeLateStep)
  const computing = createTask(async () => take(round(), 'estimate'))
  const [shown, setShown] = createSignal<Shown | null>(null)
  const ready = () => hasReached(round().state, 'weighed')
  return (
    <StepPage
      step="estimates"
      title={words.title}
      lead={words.lead}
      action={
        <Show when={estimate() === null}>
          <MainAction
            name="estimate"
            label={words.act}
            roles={rolesOf('weigh')}
            busy={computing.busy()}
            waits={!ready() && words.waits}
            onPress={() => computing.run()}
          />
        </Show>
      }
    >
      <Refused refusal={computing.refusal()} onRetry={() => computing.run()} />
      <Show when={estimate() === null}>
        <Empty title={words.emptyTitle} text={words.emptyText} />
      </Show>
      <Show when={estimate()}>
        {(found) => (
          <>
            <Headline estimate={found()} onOpen={setShown} />
            <Figures estimate={found()} onOpen={setShown} />
            <Show when={found().extras}>
              {(extras) => <Beside extras={extras()} blocks={found().results.blocks} onOpen={setShown} />}
            </Show>
            <ByUnits round={round().id} onOpen={setShown} />
            <OpenFigures round={round().id} />
            <Show when={mayTake(rolesOf('weigh')) && !hasReached(round().state, 'reported')}>
              <div class="actions">
                <Button busy={computing.busy()} data-action="estimate" onClick={() => computing.run()}>
                  {words.again}
                </Button>
              </div>
            </Show>
            <HowDialog shown={shown()} estimate={found()} onClose={() => setShown(null)} />
          </>
        )}
      </Show>
    </StepPage>
  )
}
