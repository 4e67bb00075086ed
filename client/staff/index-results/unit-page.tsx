import { A, createAsync, useParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { indexResults as words } from '../../words/index-results.ts'
import { signedText } from '../../words/needed-text.ts'
import { decimalText } from '../../words/numbers.ts'
import { PlainTable } from '../estimates/plain-table.tsx'
import { createTitle } from '../title.ts'
import { type Figure, type Profile, readProfile } from './api.ts'
import { DotPicture } from './dot-picture.tsx'
import { FigureButton, FigureDialog, type Shown } from './figure.tsx'
import { LeafRows } from './leaf-rows.tsx'
import { LEGEND, LOOKS, marginText, SHAPE_OF } from './looks.ts'
import { Trend } from './trend.tsx'
import { WayToBand } from './way-to-band.tsx'

/** One unit's year by itself. */
export default function UnitResultPage() {
  const params = useParams<{ id: string }>()
  const profile = createAsync(() => readProfile(params.id))
  createTitle(() => profile() && words.unitTitle(profile()?.unit.name ?? '', profile()?.card.year ?? 0))
  return <Show when={profile()}>{(own) => <UnitResult profile={own()} />}</Show>
}

function UnitResult(props: { profile: Profile }) {
  const [shown, setShown] = createSignal<Shown | null>(null)
  const bandName = (id: string | undefined) =>
    props.profile.card.bands.find((band) => band.id === id)?.name ?? words.none
  const last = () => props.profile.last && props.profile.scores[props.profile.last]
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <p>
            <A href={`/index-results?card=${encodeURIComponent(props.profile.criteriaSetId)}`}>{words.back}</A>
          </p>
          <h1 tabindex="-1">{words.unitTitle(props.profile.unit.name, props.profile.card.year)}</h1>
          <p class="soft">{props.profile.card.title}</p>
        </div>
      </header>
      <section class="card">
        <p class="index-head">
          <b class="figure-large">{last() ? `${decimalText(last()?.index ?? 0, 2)}\u00a0%` : words.none}</b>
          <Show when={props.profile.state !== 'scoring' && last()}>
            {(score) => <Chip tone="accent">{bandName(score().band)}</Chip>}
          </Show>
          <Chip tone={props.profile.state === 'published' ? 'green' : 'plain'}>
            {words.states[props.profile.state]}
          </Chip>
        </p>
        <Show when={props.profile.state === 'scoring' && (last()?.missing ?? 0) > 0}>
          <p>{words.missingYet(last()?.missing ?? 0)}</p>
        </Show>
        <Show when={props.profile.place} fallback={<p class="soft">{words.notRanked}</p>}>
          {(place) => (
            <p>
              {words.placeText(place().rank, place().units)}. {words.placeRange(place().best, place().worst)}{' '}
              <span class="soft">{marginText(place())}</span>
            </p>
          )}
        </Show>
      </section>
      <Parts profile={props.profile} bandName={bandName} onOpen={setShown} />
      <Areas profile={props.profile} />
      <WayToBand profile={props.profile} bandName={bandName} />
      <Trend profile={props.profile} bandName={bandName} />
      <LeafRows profile={props.profile} />
      <FigureDialog shown={shown()} onClose={() => setShown(null)} />
    </div>
  )
}

function Parts(props: {
  profile: Profile
  bandName: (id: string | undefined) => string
  onOpen: (shown: Shown) => void
}) {
  const rows = () =>
    LOOKS.flatMap((look, at) => {
      const figure: Figure | null = props.profile.scores[look]
      // A look that was not ended has no line; below stands why.
      if (!figure) return []
      const before = at > 0 ? props.profile.scores[LOOKS[at - 1] ?? 'self'] : null
      return [
        [
          words[look],
          props.bandName(figure.band),
          decimalText(figure.points, 2),
          decimalText(figure.most, 2),
          <FigureButton name={words[look]} figure={figure} onOpen={props.onOpen} />,
          before ? signedText(Math.round((figure.index - before.index) * 100) / 100) : words.none,
        ],
      ]
    })
  return (
    <section class="card">
      <h2>{words.parts}</h2>
      <PlainTable
        title={words.parts}
        headed
        columns={[words.look, words.band, words.points, words.most, words.index, words.difference]}
        cards
        texts={2}
        rows={rows()}
      />
      <Show when={words.whyNotYet[props.profile.state]}>{(why) => <p class="small soft">{why()}</p>}</Show>
    </section>
  )
}

function Areas(props: { profile: Profile }) {
  /** Of a look that was not ended there is nothing to say. */
  const ended = () => LOOKS.filter((look) => props.profile.scores[look] !== null)
  const text = (value: number | null) => (value === null ? words.notArisen : decimalText(value, 2))
  return (
    <section class="card">
      <h2>{words.areas}</h2>
      <DotPicture
        title={words.areasPicture}
        rows={props.profile.areas.map((area) => ({
          label: area.name,
          marks: ended().flatMap((look) => {
            const value = area[look]
            return value === null ? [] : [{ shape: SHAPE_OF[look], value }]
          }),
          text: props.profile.last ? text(area[props.profile.last]) : words.none,
        }))}
        legend={LEGEND.filter((_, at) => ended().includes(LOOKS[at] ?? 'self'))}
      />
      <PlainTable
        title={words.areasPicture}
        columns={[words.area, words.most, ...ended().map((look) => words[look])]}
        cards
        texts={1}
        rows={props.profile.areas.map((area) => [
          area.name,
          decimalText(area.points, 2),
          ...ended().map((look) => text(area[look])),
        ])}
      />
    </section>
  )
}
