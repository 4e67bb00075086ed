import { A4, MM } from '../../document/pdf/open-pdf.ts'

/** The margins of NĐ 30/2020; above the text stands the strip with code, page number and QR. */
export const LEFT = 30 * MM
export const WIDTH = A4.width - LEFT - 15 * MM
export const TOP = 31 * MM
export const BOTTOM = A4.height - 20 * MM
export const STRIP = { top: 8 * MM, qr: 20 * MM } as const

/** Of a question: its number, then its text. */
export const NUMBER = 10 * MM
export const BOX = 4.6 * MM
export const SIZE = { text: 11.5, hint: 10, head: 7.5, strip: 10, title: 13, digit: 6.5 } as const
export const GREY = '#9a9a9a'
