import { z } from 'zod'
import { isSafeText } from './text-fault.ts'

/** One line of text that is printed in documents: trimmed, in one normal form, without control characters. */
export const plainLine = (most: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(most)
    .refine((text) => isSafeText(text) && !/[\r\n\t]/.test(text))
