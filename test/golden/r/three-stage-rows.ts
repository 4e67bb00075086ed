import { randomFrom } from '../../../analysis/numeric/random.ts'
import { designOf, type SampleDesign } from '../../../analysis/select/design-of.ts'
import { draw } from '../../../analysis/select/draw.ts'
import { sampledClasses } from '../../../analysis/select/sampled-classes.ts'
import { weigh } from '../../../analysis/weight/chain.ts'
import { smallFrame } from '../../analysis/select/small-frame.ts'

/** Items of the two made-up forms, by block. */
export const formItems: Readonly<Record<'MN' | 'TH', Readonly<Record<string, readonly string[]>>>> = {
  MN: { A: ['A1', 'A2'], B: ['B1', 'B2', 'B3'], C: ['C1'] },
  TH: { A: ['A1', 'A2', 'A3'], B: ['B1', 'B2'], C: ['C1', 'C2'] },
}

export type Sheet = Readonly<{ level: 'MN' | 'TH'; area: string; answers: Readonly<Record<string, number | null>> }>

/**
 * The whole chain on a made-up frame: draw, answers with gaps, weights, design. One school is so large that it is certain.
 * `three-stage.csv` holds what comes out, for R; the test refuses a table that is no longer what the chain gives.
 */
export function threeStageRound(): { sheets: Sheet[]; weights: Float64Array; sample: SampleDesign } {
  const frame = smallFrame(['MN', 'TH'], ['A', 'B'], 8)
  const large = frame.findIndex(({ classes }, at) => at >= 24 && classes.length === 4)
  const schools = frame.map((school, at) => (at === large ? { ...school, pupils: 2000 } : school))
  const ledger = draw(
    schools,
    {
      strata: ['level', 'area'],
      schoolsPerStratum: { 'MN|A': 3, 'MN|B': 4, 'TH|A': 3, 'TH|B': 4 },
      classesPerSchool: 2,
      pupilsPerClass: 7,
      reserves: 0,
      seed: 'three stage',
    },
    'made up',
  )
  const chance = randomFrom('three stage answers')
  const answered: string[] = []
  const sheets: Sheet[] = []
  for (const room of sampledClasses(ledger)) {
    const level = room.stratum.startsWith('MN') ? 'MN' : 'TH'
    const mood = chance.fork(room.school.id).uniform() + 0.5 * chance.fork(room.id).uniform()
    for (let pupil = 0; pupil < room.sampled; pupil++) {
      const own = chance.fork(`${room.id}#${pupil}`)
      if (pupil >= 2 && own.uniform() < 0.3) continue
      answered.push(room.id)
      const asked = [...Object.values(formItems[level]).flat(), 'F1', 'F2']
      const answers = asked.map((item) => [
        item,
        own.uniform() < 0.08 ? null : answer(item, mood + 1.2 * own.uniform()),
      ])
      sheets.push({ level, area: room.stratum.slice(-1), answers: Object.fromEntries(answers) })
    }
  }
  const { weights } = weigh(ledger, answered)
  return { sheets, weights, sample: designOf(ledger, answered, { weights }) }
}

const answer = (item: string, feeling: number) =>
  item === 'F2' ? Math.round(40 + 35 * feeling) : Math.max(1, Math.min(5, Math.ceil(2 * feeling)))

/** The table for R: stage labels, sampling fractions, weights and answers, an empty field for a missing one. */
export function threeStageCsv(): string {
  const { sheets, weights, sample } = threeStageRound()
  const [first, second, third] = sample.design.stages
  const items = [...new Set(Object.values(formItems).flatMap((blocks) => Object.values(blocks).flat()))].sort()
  const lines = sheets.map(({ level, area, answers }, row) => {
    const unit = first.unitOfRow[row]
    const room = second.unitOfRow[row]
    const fractions = [first.fraction[unit], second.fraction[room], third.fraction[third.unitOfRow[row]]]
    const labels = [first.stratumOfUnit[unit], unit, room, row].map((label) => label + 1)
    const values = [...items, 'F1', 'F2'].map((item) => answers[item] ?? '')
    return [level, area, ...labels, ...fractions, weights[row], ...values].join(',')
  })
  const header = ['level', 'area', 'stratum', 'school', 'class', 'row', 'p1', 'p2', 'p3', 'w', ...items, 'F1', 'F2']
  return `${header.join(',')}\n${lines.join('\n')}\n`
}
