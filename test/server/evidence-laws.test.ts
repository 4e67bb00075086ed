import fc from 'fast-check'
import { test } from 'vitest'
import { checklistOf } from '../../server/evidence/checklist.ts'
import { patternOf, searchText, wantedIn } from '../../server/evidence/search-text.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'

const leaves = componentsOf(department2021)
const proof = fc.record({
  componentId: fc.constantFrom(...leaves.map(({ id }) => id)),
  line: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
})
const fact = fc.constantFrom(
  { kind: 'nothing_arose' } as const,
  { kind: 'met', met: true } as const,
  { kind: 'met', met: false } as const,
)
const facts = fc
  .array(fc.tuple(fc.constantFrom(...leaves.map(({ id }) => id)), fact), { maxLength: 20 })
  .map((pairs) => new Map(pairs))
const WORTH = { none: 0, some: 1, complete: 2, not_needed: 0 } as const

test('whatever is put against whatever: the checklist counts every line once, and one paper more never leaves more missing', () => {
  const wanting = leaves.filter(({ evidence }) => evidence.length > 0)
  const law = fc.property(fc.array(proof, { maxLength: 40 }), proof, facts, (papers, more, said) => {
    const before = checklistOf(department2021, said, papers, new Set())
    const after = checklistOf(department2021, said, [...papers, more], new Set())
    // A published result proves its line whole.
    const released = checklistOf(department2021, said, papers, new Set([more.componentId]))
    const proved = released.lines.find(({ component }) => component === more.componentId)
    return (
      before.none + before.some + before.complete === before.wanted &&
      before.lines.length === wanting.length &&
      before.lines.every((line, at) => {
        const then = after.lines[at]
        return (
          line.component === wanting[at]?.id &&
          line.missing.every((one) => wanting[at]?.evidence.includes(one)) &&
          then !== undefined &&
          then.missing.length <= line.missing.length &&
          (line.state === 'not_needed' || WORTH[then.state] >= WORTH[line.state])
        )
      }) &&
      (proved === undefined || (proved.state === 'complete' && proved.missing.length === 0))
    )
  })
  fc.assert(law, { numRuns: 40 })
})

const SYLLABLES =
  'hòa hoà thủy thuỷ quản lý lí kế hoạch điều trường ủy uỷ ban mỹ mĩ đào tạo nghĩa giữa 45 2021 QĐ-SGDĐT'.split(' ')
const words = fc.array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 6 })
const holds = (text: string, query: string): boolean => {
  const { folded, plain } = searchText(text)
  return wantedIn(query).every((one) => (one.marked ? folded : plain).includes(patternOf(one).slice(1, -1)))
}

test('a text is found by its own words in any order, composed or not, large or small, with marks and without', () => {
  const bare = (query: string) => query.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
  const law = fc.property(words, fc.boolean(), fc.boolean(), (some, decomposed, large) => {
    const text = `Về việc ${some.join(' ')} năm học`
    const shaped = (query: string) => {
      const letters = large ? query.toUpperCase() : query
      return decomposed ? letters.normalize('NFD') : letters
    }
    const turned = some.toReversed().join(' ')
    return (
      holds(text, shaped(turned)) &&
      holds(text, bare(turned)) &&
      holds(text.normalize('NFD'), shaped(`"${some.join(' ')}"`)) &&
      !holds(text, `${turned} vắng`)
    )
  })
  fc.assert(law, { numRuns: 100 })
})
