/**
 * The draw once more, slowly and in other words: 64-bit-safe BigInt words, whole lists shuffled, one ticket per pupil.
 * It shares no line with analysis/, so that both must be wrong in the same way to agree.
 */
import type { DrawPlan, FrameSchool } from '../../../analysis/select/ledger.ts'

const word = (value: bigint) => BigInt.asUintN(32, value)
const turn = (value: bigint, bits: bigint) => word((value << bits) | (value >> (32n - bits)))

function hash(text: string, seed: bigint): bigint {
  const bytes = Buffer.from(text, 'utf8')
  let state = seed
  const mix = (block: bigint) => word(turn(word(block * 0xcc9e2d51n), 15n) * 0x1b873593n)
  let at = 0
  for (; at + 4 <= bytes.length; at += 4) {
    state ^= mix(BigInt(bytes.readUInt32LE(at)))
    state = word(turn(state, 13n) * 5n + 0xe6546b64n)
  }
  if (at < bytes.length) state ^= mix(BigInt(bytes.readUIntLE(at, bytes.length - at)))
  state ^= BigInt(bytes.length)
  state = word((state ^ (state >> 16n)) * 0x85ebca6bn)
  state = word((state ^ (state >> 13n)) * 0xc2b2ae35n)
  return state ^ (state >> 16n)
}

type Chance = { key: string; state: bigint[] }
const begin = (key: string): Chance => ({ key, state: [0n, 1n, 2n, 3n].map((seed) => hash(key, seed)) })
const child = (chance: Chance, ...labels: string[]) =>
  begin(labels.reduce((key, label) => `${key}|${label.length}:${label}`, chance.key))

function whole(chance: Chance): bigint {
  const s = chance.state
  const result = word(turn(word(s[1] * 5n), 7n) * 9n)
  const shifted = word(s[1] << 9n)
  s[2] ^= s[0]
  s[3] ^= s[1]
  s[1] ^= s[2]
  s[0] ^= s[3]
  s[2] ^= shifted
  s[3] = turn(s[3], 11n)
  return result
}

function upTo(chance: Chance, count: number): number {
  const size = BigInt(count)
  for (;;) {
    const value = whole(chance)
    if (value < (2n ** 32n / size) * size) return Number(value % size)
  }
}

function some(chance: Chance, population: number, sampled: number): number[] {
  const list = Array.from({ length: population }, (_, place) => place)
  for (let first = 0; first < sampled; first++) {
    const other = first + upTo(chance, population - first)
    ;[list[first], list[other]] = [list[other], list[first]]
  }
  return list.slice(0, sampled).sort((a, b) => a - b)
}

function mixed<Value>(chance: Chance, values: Value[]): Value[] {
  const list = [...values]
  for (let last = list.length - 1; last > 0; last--) {
    const other = upTo(chance, last + 1)
    ;[list[last], list[other]] = [list[other], list[last]]
  }
  return list
}

/** Every drawn pupil as `school/class#number probability`, reserves marked. Plain numbers in the plan only. */
export function plainDraw(schools: readonly FrameSchool[], plan: DrawPlan): string[] {
  const root = begin(`${plan.seed.length}:${plan.seed}`)
  const nameOf = (school: FrameSchool) => plan.strata.map((column) => school.stratum[column]).join('|')
  const lines: string[] = []
  for (const stratum of [...new Set(schools.map(nameOf))].sort()) {
    const chance = child(root, 'schools', stratum)
    const members = schools.filter((school) => nameOf(school) === stratum).sort((a, b) => (a.code < b.code ? -1 : 1))
    const listed = mixed(child(chance, 'order'), members)
    const wanted = Math.min(Number(plan.schoolsPerStratum), listed.length)

    const certain = new Set<FrameSchool>()
    for (;;) {
      const rest = listed.filter((school) => !certain.has(school))
      const total = rest.reduce((sum, school) => sum + school.pupils, 0)
      const tooLarge = rest.filter((school) => (wanted - certain.size) * school.pupils >= total)
      if (tooLarge.length === 0) break
      const left = wanted - certain.size
      for (const school of tooLarge) if (left > 0) certain.add(school)
      if (left <= 0) break
    }
    const tickets = listed.flatMap((school) => (certain.has(school) ? [] : Array(school.pupils).fill(school)))
    const left = wanted - certain.size
    const start = left > 0 ? upTo(child(chance, 'sample'), tickets.length) : 0
    const taken = new Set<FrameSchool>(certain)
    for (let step = 0; step < left; step++) taken.add(tickets[Math.floor((start + step * tickets.length) / left)])

    const reserves: FrameSchool[] = []
    const later = child(chance, 'reserve')
    for (let step = 0; step < plan.reserves; step++) {
      const free = listed.filter((school) => !taken.has(school) && !reserves.includes(school))
      if (free.length === 0) break
      const bag = free.flatMap((school): FrameSchool[] => Array(school.pupils).fill(school))
      reserves.push(bag[upTo(later, bag.length)])
    }
    for (const school of [...listed.filter((member) => taken.has(member)), ...reserves]) {
      const first = certain.has(school) ? 1 : (left * school.pupils) / tickets.length
      const inside = child(root, 'within', school.code)
      const classes = [...school.classes].sort((a, b) => (a.name < b.name ? -1 : 1))
      const asked = Math.min(Number(plan.classesPerSchool), classes.length)
      for (const place of some(child(inside, 'classes'), classes.length, asked)) {
        const { name, pupils } = classes[place]
        const size = Math.min(Number(plan.pupilsPerClass), pupils)
        for (const pupil of some(child(inside, 'pupils', name), pupils, size)) {
          const chanceOfAll = first * (asked / classes.length) * (size / pupils)
          const mark = reserves.includes(school) ? ' reserve' : ''
          lines.push(`${school.code}/${name}#${pupil + 1} ${chanceOfAll.toPrecision(12)}${mark}`)
        }
      }
    }
  }
  return lines
}
