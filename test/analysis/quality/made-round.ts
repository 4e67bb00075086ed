import { type Random, randomFrom } from '../../../analysis/numeric/random.ts'
import type { FieldSheets, SchoolField } from '../../../analysis/quality/field-flags.ts'

export type Cheat = 'straight' | 'copied' | 'one_day' | 'uniform' | 'told' | 'turned_away' | 'none'

const ITEMS = 25
const DAYS = 20

/** Normal enough for a mood: the sum of four uniforms, spread 1. */
const normal = (chance: Random) =>
  (chance.uniform() + chance.uniform() + chance.uniform() + chance.uniform() - 2) * Math.sqrt(3)

const answerOf = (liking: number): number => {
  const limits = [-3.2, -1.7, 0, 2.4]
  return 1 + limits.filter((limit) => liking > limit).length
}

/**
 * A round as schools really differ: each has its own ease, each parent a leaning, some answer all alike, sheets come in over weeks with
 * a quick first day. Schools named in `cheats` are filled in by a teacher in the way it says.
 */
export function madeRound(seed: string, cheats: Readonly<Record<string, Cheat>> = {}, schools = 40) {
  const chance = randomFrom(seed)
  const school: string[] = []
  const day: number[] = []
  const rows: number[][] = []
  const suggested: number[] = []
  const khmer: number[] = []
  const list: SchoolField[] = []
  const ease = Array.from({ length: ITEMS }, (_, item) => 0.4 * normal(chance.fork(`item ${item}`)))
  for (let place = 0; place < schools; place++) {
    const code = `S${place}`
    const own = chance.fork(code)
    const cheat = cheats[code] ?? 'none'
    const base = 2.2 + 0.6 * normal(own)
    const issued = 20 + own.below(16)
    const response = 0.6 + 0.3 * own.uniform()
    const straight = 0.02 + 0.04 * own.uniform()
    const pressure = 0.03 * own.uniform() + 0.01
    const share = 0.05 + 0.6 * own.uniform()
    const local = Math.min(0.98, Math.max(0.01, share + 0.08 * normal(own)))
    const template = ease.map((one) => answerOf(base + one + normal(own)))
    let used = 0
    for (let slip = 0; slip < issued; slip++) {
      if (own.uniform() > (cheat === 'turned_away' ? 0.35 : response)) continue
      used += 1
      const leaning = base + 1.3 * normal(own)
      let answers = ease.map((one) => answerOf(leaning + one + 1.7 * normal(own)))
      if (own.uniform() < straight) answers = answers.fill(answers[0] ?? 4)
      if (cheat === 'straight' && slip % 3 !== 0) answers = answers.fill(5)
      if (cheat === 'copied' && slip % 2 === 0) answers = [...template]
      if (cheat === 'uniform') answers = answers.map(() => (own.uniform() < 0.7 ? 4 : own.uniform() < 0.5 ? 5 : 3))
      school.push(code)
      const wait = own.uniform() < 0.25 ? 0 : own.below(DAYS)
      day.push(cheat === 'one_day' ? 9 : wait)
      rows.push(answers)
      suggested.push(own.uniform() < (cheat === 'told' ? 0.6 : pressure) ? 1 : 0)
      khmer.push(own.uniform() < local ? 1 : 0)
    }
    const unwilling = own.fork('declined')
    const refusing = cheat === 'turned_away' ? 0.9 : 0.1 + 0.2 * unwilling.uniform()
    const declined = Array.from({ length: issued - used }, () => unwilling.uniform() < refusing).filter(Boolean).length
    list.push({ school: code, group: 'th', issued, used, declined, khmerShare: share })
  }
  const items = ease.map((_, item) => Float64Array.from(rows, (row) => row[item]))
  const sheets: FieldSheets = { school, day, items, suggested, khmer }
  return { sheets, schools: list }
}
