import type { Instrument } from '../instrument.ts'
import { hsThcs } from './hs-thcs.ts'
import { hsThpt } from './hs-thpt.ts'
import { hvGdtx } from './hv-gdtx.ts'
import { phMn } from './ph-mn.ts'
import { phTh } from './ph-th.ts'
import { phThcs } from './ph-thcs.ts'
import { phThpt } from './ph-thpt.ts'
import { svCd } from './sv-cd.ts'

/** Every form that ships with the program, by its id, in the order of the levels. */
export const FORMS: Readonly<Record<string, Instrument>> = Object.freeze(
  Object.fromEntries([phMn, phTh, phThcs, phThpt, hsThcs, hsThpt, hvGdtx, svCd].map((form) => [form.form, form])),
)

/** The form of an id (`ph-th`), or undefined. */
export const findForm = (form: string): Instrument | undefined => (Object.hasOwn(FORMS, form) ? FORMS[form] : undefined)
