/** What a case may name: things that exist in the field it is sent to. */
export type Things = Readonly<{
  round: string
  draft: string
  slip: string
  otherSlip: string
  usedSlip: string
  usedId: string
  account: string
}>

export type Case = Readonly<{
  id: string
  what: string
  who?: string
  method?: string
  path: string
  headers?: Readonly<Record<string, string>>
  body?: string
  /** the statuses that are right; the first codes named must be the code of the refusal */
  status: readonly number[]
  code?: string
}>

export const enc = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?')).slice(0, 5_000)
export const FORM = 'ph-th@2021.1'
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
