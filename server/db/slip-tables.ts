import type { Generated } from 'kysely'
import type { Fixed } from './tables.ts'

export interface PacketTable {
  id: Fixed<string>
  roundId: Fixed<string>
  /** the class */
  drawUnitId: Fixed<string>
  form: Fixed<string>
  number: Fixed<number>
  /** made, printed, issued */
  state: string
  /** Slips that came back spoiled or blank: counts only, a slip that was not used cannot be told from another. */
  spoiled: number
  returned: number
  /** slips printed beyond one a drawn person */
  extra: Fixed<number>
  /** slips the school still keeps; those beyond the drawn ones until the account is written */
  reserve: number
  /** of the returned: whose pupil has left the class */
  ineligible: number
  /** given to people, as the minutes say; null until they do */
  issued: number | null
}

export interface SlipTable {
  id: Fixed<string>
  roundId: Fixed<string>
  packetId: Fixed<string>
  /** the class: slips of one class are alike */
  drawUnitId: Fixed<string>
  form: Fixed<string>
  /** keyed hash of the code; the code itself is derived from the id and stored nowhere */
  codeHash: Fixed<string>
  /** made, printed, issued, used, revoked */
  state: string
  /** 1: whoever held it said once that they do not take part */
  declined: Generated<number>
  /** slip, interviewer: how its answers will come in */
  mode: string
}
