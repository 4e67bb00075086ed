import type { Notices } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { Language } from '../../surveys/text.ts'

/** The slips of one class, as they are printed and handed over together. */
export type Packet = Readonly<{
  /** Number on the cover, unique in the round: `0012`. */
  number: string
  school: Readonly<{ code: string; name: string }>
  area: string
  /** `Tiểu học` */
  level: string
  /** Who answers: decides how the slip speaks to its reader. */
  respondent: 'parent' | 'learner'
  className: string
  /** `ph-th@2021.1`, the last part of the address. */
  form: string
  /** Places of the drawn pupils in the class list, ascending. They are never joined to a code. */
  listNumbers: readonly number[]
  /** 16 letters each, already in random order, reserves among them. */
  codes: readonly string[]
  /** How many of the codes are reserves. */
  reserve: number
}>

export type SheetOptions = Readonly<{
  /** Without a slash at the end. */
  publicUrl: string
  /** `Sở Giáo dục và Đào tạo tỉnh Sóc Trăng` */
  department: string
  /** What the round is called on a slip: `Khảo sát ý kiến cha mẹ học sinh năm 2021`. */
  title: string
  hotline: string
  /** The last day an answer is accepted, ISO. */
  until: string
  synthetic: boolean
  /** The day of printing, ISO; the only day the file carries, so that a packet printed again gives the same bytes. */
  printedOn: string
  /** Slips on a page: 4 for readers with weak eyes. */
  perPage: 8 | 4
  /** Instead of slips, the whole form on paper in this language, each sheet with the code of its slip. */
  paper?: Readonly<{ language: Language; forms: ReadonlyMap<string, Instrument>; notices?: Notices }>
}>
