import { indexResults as words } from '../../words/index-results.ts'
import { decimalText } from '../../words/numbers.ts'
import type { Row, Table } from './api.ts'

export const LOOKS = ['self', 'first', 'second'] as const
export const SHAPE_OF = { self: 'ring', first: 'triangle', second: 'disc' } as const
export const LEGEND = LOOKS.map((look) => ({ shape: SHAPE_OF[look], name: words[look] }))

/** The last look that has an index. */
export const latest = ({ self, first, second }: Pick<Row, (typeof LOOKS)[number]>) => second ?? first ?? self

/** How differences are to be read. */
export const marginText = (ranking: Pick<Table['ranking'], 'margin' | 'marginFrom'>): string =>
  (ranking.marginFrom === 'looks' ? words.marginLooks : words.marginComponent)(decimalText(ranking.margin, 2))
