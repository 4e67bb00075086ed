import { z } from 'zod'

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const FORM_ID = /^[a-z]{2}-[a-z0-9]{1,16}@\d{4}\.\d{1,4}$/
export const LANGUAGES = ['vi', 'km', 'en'] as const

/** The body of `POST /api/responses`. What the answers may be is the instrument's to say. */
export const sheetBody = z.strictObject({
  id: z.string().regex(UUID),
  slip: z.string().min(1).max(256),
  form: z.string().regex(FORM_ID),
  language: z.enum(LANGUAGES),
  consent: z.string().min(1).max(16),
  answers: z.record(z.string().max(64), z.unknown()),
})
export type SheetBody = z.infer<typeof sheetBody>
