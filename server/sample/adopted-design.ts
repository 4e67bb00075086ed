import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { Db } from '../db/open.ts'
import type { Round } from '../plan/store.ts'
import { type Assumptions, type Design, FIRST_ASSUMPTIONS } from './design.ts'
import { listDesigns } from './design-store.ts'

/** What a round is measured by: its plan, and what was supposed when that plan was chosen; `name` is null where nobody chose one. */
export type AdoptedDesign = Design & Readonly<{ name: string | null; assumptions: Assumptions }>

/** "In use" means equal: the plan of the round is a copy of the chosen design. */
export async function adoptedDesign(db: Db, round: Pick<Round, 'id' | 'plan'>): Promise<AdoptedDesign> {
  const inUse = canonicalJson(round.plan)
  const chosen = (await listDesigns(db, round.id)).find(({ plan }) => canonicalJson(plan) === inUse)
  return { plan: round.plan, assumptions: chosen?.assumptions ?? FIRST_ASSUMPTIONS, name: chosen?.name ?? null }
}
