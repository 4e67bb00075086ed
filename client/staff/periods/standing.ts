import type { Tone } from '../../ui/chip.tsx'
import { periods as words } from '../../words/periods.ts'
import type { Period, Unit } from './api.ts'

/** Who keeps the year for all. */
export const YEAR_KEEPERS = ['designer', 'admin']
export const RECEIVERS = ['designer', 'appraiser', 'admin']

export const dueTone = (due: string): Tone =>
  due === 'in_time' ? 'green' : due === 'late' ? 'amber' : due === 'overdue' ? 'red' : 'plain'

export const unitDue = ({ due, days }: Unit): string => words.dues[due]?.(days) ?? due

/** How a period stands in a word and a colour. */
export function standingOf(period: Period): Readonly<{ text: string; tone: Tone; late: number }> {
  const { items, units } = period
  if (items !== null)
    return {
      ...{ tone: dueTone(items.due), late: 0 },
      text:
        period.counted === 'together' ? words.items(items.count, period.least) : words.lacking(items.lacking.length),
    }
  if (units.length === 0) return { text: words.noUnits, tone: 'plain', late: 0 }
  const sent = units.filter(({ state }) => state === 'submitted' || state === 'received').length
  const late = units.filter(({ due }) => due === 'overdue' || due === 'late').length
  const tone = units.some(({ due }) => due === 'overdue') ? 'red' : sent === units.length ? 'green' : 'plain'
  return { text: words.sent(sent, units.length), tone, late }
}
