import { createAsync, useAction } from '@solidjs/router'
import { Show } from 'solid-js'
import { canStep, hasReached } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { momentText } from '../../words/days.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { readWeights, type Specification, takeStep, weighBy } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { Weighting } from '../shapes.ts'
import { createTask } from '../task.ts'
import { MirrorCard } from './mirror.tsx'
import { StepChecks } from './step-checks.tsx'
import { Trial } from './trial.tsx'
import { WarningList } from './warning-list.tsx'
import { WeightSteps } from './weight-steps.tsx'

export default function WeightsPage() {
  const round = useRound()
  const weighting = createAsync(() => readWeights(round().id))
  const take = useAction(takeStep)
  const takeAs = useAction(weighBy)
  /** Again means by the same steps. */
  const weighing = createTask(async () => {
    const chosen = weighting()
    return chosen?.specification && chosen.methodVersion.startsWith('specified/')
      ? takeAs(round(), chosen.specification as Specification)
      : take(round(), 'weigh')
  })
  const mayRepeat = () =>
    canStep(round().state, 'weigh') && !hasReached(round().state, 'reported') && mayTake(rolesOf('weigh'))
  const mayTry = () => canStep(round().state, 'weigh') && mayTake(rolesOf('weigh'))
  return (
    <StepPage
      step="weights"
      title={words.weights.title}
      lead={words.weights.lead}
      action={
        <Show when={weighting() === null}>
          <MainAction
            name="weigh"
            label={words.weights.act}
            roles={rolesOf('weigh')}
            busy={weighing.busy()}
            waits={!canStep(round().state, 'weigh') && words.weights.waits}
            onPress={() => weighing.run()}
          />
        </Show>
      }
    >
      <Refused refusal={weighing.refusal()} onRetry={() => weighing.run()} />
      <Show when={weighting() === null}>
        <Empty title={words.weights.emptyTitle} text={words.weights.emptyText} />
      </Show>
      <Show when={weighting()}>
        {(done) => (
          <>
            <WarningList chain={done()} />
            <WeightSteps steps={done().steps} />
            <StepChecks steps={done().steps} />
            <Checks weighting={done()} />
            <Show when={done().representativity}>{(mirror) => <MirrorCard mirror={mirror()} />}</Show>
            <Show when={mayRepeat()}>
              <div class="actions">
                <Button busy={weighing.busy()} data-action="weigh" onClick={() => weighing.run()}>
                  {words.weights.again}
                </Button>
              </div>
            </Show>
          </>
        )}
      </Show>
      <Show when={mayTry()}>
        <Trial round={round()} effectiveNow={weighting()?.checks.effectiveCount} />
      </Show>
    </StepPage>
  )
}

function Checks(props: { weighting: Weighting }) {
  const checks = () => props.weighting.checks
  return (
    <section class="card">
      <h3>{words.weights.checks}</h3>
      <dl class="facts">
        <dt>{words.weights.kishDeff}</dt>
        <dd>
          <b>{decimalText(checks().kishDeff, 2)}</b> <span class="soft small">{words.weights.kishWhy}</span>
        </dd>
        <dt>{words.weights.effectiveN}</dt>
        <dd>
          <b>{countText(checks().effectiveCount)}</b> <span class="soft small">{words.weights.effectiveWhy}</span>
        </dd>
        <dt>{words.weights.sum}</dt>
        <dd>{countText(checks().sum)}</dd>
        <dt>{words.weights.range}</dt>
        <dd>
          {decimalText(checks().min, 1)} – {decimalText(checks().max, 1)}
        </dd>
        <dt>{words.weights.responseRate}</dt>
        <dd>
          {percentText(props.weighting.responseRate.unweighted)}{' '}
          <span class="soft small">
            ({words.weights.weighted}: {percentText(props.weighting.responseRate.weighted)})
          </span>
        </dd>
        <dt>{words.weights.method}</dt>
        <dd class="mono">{props.weighting.methodVersion}</dd>
        <dt>{words.weights.computedAt}</dt>
        <dd>{momentText(props.weighting.createdAt)}</dd>
      </dl>
    </section>
  )
}
