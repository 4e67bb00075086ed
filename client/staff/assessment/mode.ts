import { holds } from '../api.ts'
import type { YearView } from './api.ts'

/** What whoever looks may write on the page at this moment. The server decides again. */
export type Mode = 'self' | 'first' | 'explanation' | 'second' | 'read'

export function modeOf({ state, own }: Pick<YearView, 'state' | 'own'>): Mode {
  const appraises = holds(['appraiser']) && !own
  if (state === 'scoring' && holds(['assessor'])) return 'self'
  if (state === 'explaining' && holds(['assessor'])) return 'explanation'
  if (state === 'locked' && appraises) return 'first'
  if (state === 'explained' && appraises) return 'second'
  return 'read'
}
