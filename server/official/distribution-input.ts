import type { Milestone } from '../../surveys/calendar.ts'
import type { Mode } from '../../surveys/mode.ts'
import type { DocumentHead, LegalBasis, Signer } from '../document/head.ts'

/** Everything Kế hoạch phát phiếu says, from the drawn sample and the slips that were made for it. */
export type DistributionInput = Readonly<{
  head: DocumentHead
  approver: string
  archive: string
  signer: Signer
  /** The decision that approved the plan is the last of them. */
  legalBases: readonly LegalBasis[]
  round: Readonly<{
    year: number
    hotline: string
    opensOn: string | null
    closesOn: string | null
    synthetic: boolean
  }>
  levels: readonly Readonly<{ id: string; name: string }>[]
  /** The ways of answering that the plan allows to at least one form. */
  modes: readonly Mode[]
  packets: readonly PacketLine[]
  reserves: readonly ReserveLine[]
  calendar: readonly Milestone[]
  /** The same numbers found another way. */
  check: Readonly<{
    /** Pupils of each class by the ledger of the draw, by the class's code. */
    pupilsOfClass: Readonly<Record<string, number>>
    /** All slips that count, as the database counts them. */
    slips: number
  }>
}>

/** One packet, one class. `drawn` pupils get a sheet, `reserve` lie beside them: `slips` are in it. */
export type PacketLine = Readonly<{
  number: number
  schoolCode: string
  school: string
  classCode: string
  className: string
  level: string
  area: string
  form: string
  drawn: number
  reserve: number
  slips: number
}>

export type ReserveLine = Readonly<{ school: string; level: string; area: string; order: number; pupils: number }>
