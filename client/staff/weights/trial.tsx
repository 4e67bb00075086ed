import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { readWeightChoices, type Specification, tryWeighting, weighBy } from '../api.ts'
import { Refused } from '../refused.tsx'
import type { RoundView, WeightTrial } from '../shapes.ts'
import { createActionTask, createTask } from '../task.ts'
import { MirrorCard } from './mirror.tsx'
import { RefusalFacts } from './refusal-facts.tsx'
import { StepChecks } from './step-checks.tsx'
import { WarningList } from './warning-list.tsx'

const written = (specification: unknown): string => JSON.stringify(specification, null, 2)

/** Another way of weighing: computed by the server from the frozen sheets, compared, and only used when somebody says so. */
export function Trial(props: { round: RoundView; effectiveNow: number | undefined }) {
  const choices = createAsync(() => readWeightChoices(props.round.id))
  const [text, setText] = createSignal('')
  const [wrong, setWrong] = createSignal(false)
  const [trial, setTrial] = createSignal<WeightTrial>()
  const trying = createTask(async (specification: Specification) =>
    setTrial(await tryWeighting(props.round.id, specification)),
  )
  const using = createActionTask(weighBy)
  const shown = () => text() || written(choices()?.presets[0]?.specification ?? {})
  const presetShown = () => choices()?.presets.find(({ specification }) => written(specification) === shown())?.id
  const read = (): Specification | undefined => {
    try {
      return JSON.parse(shown()) as Specification
    } catch {
      return undefined
    }
  }
  const change = (next: string) => {
    setText(next)
    setTrial(undefined)
    setWrong(false)
  }
  const attempt = async () => {
    const specification = read()
    setWrong(specification === undefined)
    setTrial(undefined)
    if (specification) await trying.run(specification)
  }
  const adopt = async () => {
    const specification = read()
    if (specification) await using.run({ id: props.round.id, version: props.round.version }, specification)
  }
  return (
    <section class="card" data-part="weight-trial">
      <h3>{words.weights.tryTitle}</h3>
      <p class="soft small">{words.weights.tryLead}</p>
      <div class="field">
        <label for="weight-way">{words.weights.way}</label>
        <select
          id="weight-way"
          class="input"
          onChange={(event) => {
            const preset = choices()?.presets.find(({ id }) => id === event.currentTarget.value)
            if (preset) change(written(preset.specification))
          }}
        >
          <Show when={choices() && presetShown() === undefined}>
            <option selected disabled>
              {words.weights.ownSteps}
            </option>
          </Show>
          <For each={choices()?.presets ?? []}>
            {(preset) => (
              <option value={preset.id} selected={preset.id === presetShown()}>
                {words.weights.presets[preset.id] ?? preset.id}
              </option>
            )}
          </For>
        </select>
      </div>
      <details>
        <summary>{words.weights.stepsJson}</summary>
        <Field
          label={words.weights.stepsJson}
          hint={words.weights.stepsHint}
          value={shown()}
          onInput={change}
          lines={12}
          class="mono"
          {...(wrong() ? { error: words.weights.stepsWrong } : {})}
        />
      </details>
      <div class="actions">
        <Button busy={trying.busy()} data-action="try-weighting" onClick={attempt}>
          {words.weights.tryAct}
        </Button>
      </div>
      <Refused refusal={trying.refusal()} onRetry={attempt} />
      <RefusalFacts refusal={trying.refusal()} />
      <Show when={trial()}>
        {(tried) => (
          <>
            <h4>{words.weights.tried}</h4>
            <Show when={props.effectiveNow}>
              {(now) => <p>{words.weights.compared(countText(now()), countText(tried().checks.effectiveCount))}</p>}
            </Show>
            <StepChecks steps={tried().steps} />
            <WarningList chain={tried()} />
            <Show when={tried().representativity}>{(mirror) => <MirrorCard mirror={mirror()} />}</Show>
            <Refused refusal={using.refusal()} onRetry={adopt} />
            <div class="actions">
              <Button busy={using.busy()} data-action="use-weighting" onClick={adopt}>
                {words.weights.use}
              </Button>
            </div>
          </>
        )}
      </Show>
    </section>
  )
}
