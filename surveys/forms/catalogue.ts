import type { Instrument } from '../instrument.ts'
import { phMn } from './ph-mn.ts'
import { phTh } from './ph-th.ts'

/** Every form that ships with the program, by its id. */
export const FORMS: Readonly<Record<string, Instrument>> = Object.freeze({ 'ph-mn': phMn, 'ph-th': phTh })

/** The form of an id (`ph-th`), or undefined. */
export const findForm = (form: string): Instrument | undefined => (Object.hasOwn(FORMS, form) ? FORMS[form] : undefined)
