import { expect, test } from 'vitest'
import { FLAG_KINDS, type FlagKind, fieldFlags } from '../../../analysis/quality/field-flags.ts'
import { type Cheat, madeRound } from './made-round.ts'

const ROUNDS = 150
/** Two standard errors of a share of 5 % over the rounds. */
const NOMINAL = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / ROUNDS)

test('in honest rounds no indicator raises a flag more often than its level says', () => {
  const raised = new Map<FlagKind, number>(FLAG_KINDS.map((kind) => [kind, 0]))
  for (let round = 0; round < ROUNDS; round++) {
    const { sheets, schools } = madeRound(`honest ${round}`)
    for (const kind of new Set(fieldFlags(sheets, schools).flags.map((flag) => flag.kind)))
      raised.set(kind, (raised.get(kind) ?? 0) + 1)
  }
  const shares = Object.fromEntries([...raised].map(([kind, count]) => [kind, count / ROUNDS]))
  console.info(`honest rounds with a flag: ${JSON.stringify(shares)}`)
  for (const [kind, share] of Object.entries(shares)) expect(share, kind).toBeLessThanOrEqual(NOMINAL)
})

const DONE: readonly (readonly [Cheat, FlagKind])[] = [
  ['straight', 'straight_lining'],
  ['copied', 'identical_sheets'],
  ['one_day', 'burst'],
  ['uniform', 'uniformity'],
  ['told', 'suggested'],
  ['turned_away', 'refused'],
]
test.each(DONE)('a school with sheets filled in by a teacher (%s) is flagged', (cheat, kind) => {
  let found = 0
  for (let round = 0; round < 40; round++) {
    const { sheets, schools } = madeRound(`${cheat} ${round}`, { S7: cheat })
    if (fieldFlags(sheets, schools).flags.some((flag) => flag.kind === kind && flag.school === 'S7')) found += 1
  }
  console.info(`${cheat}: found in ${found} of 40 rounds`)
  expect(found).toBeGreaterThanOrEqual(32)
})
