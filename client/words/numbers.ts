/** Numbers as Vietnamese documents print them: 1.243; 4,21; 92,4 %. The blank before % does not break. */

const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 })
const withDigits = (digits: number) =>
  new Intl.NumberFormat('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const FIXED = [0, 1, 2, 3, 4, 5, 6].map(withDigits)

export const countText = (count: number): string => whole.format(count)

export const decimalText = (value: number, digits: number): string =>
  (FIXED[digits] ?? withDigits(digits)).format(value)

/** A share of 0..1 as percent. */
export const percentText = (share: number, digits = 1): string => `${decimalText(share * 100, digits)}\u00a0%`

/** In thousands, as limits are set (30 MB = 30,000,000), and never less than it is: what is above a limit also reads so. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${countText(bytes)}\u00a0B`
  if (bytes < 1_000_000) return `${countText(Math.ceil(bytes / 1000))}\u00a0KB`
  return `${decimalText(Math.ceil(bytes / 100_000) / 10, 1)}\u00a0MB`
}

/** The short form of a hash that people compare by eye: its first twelve letters in threes. */
export const hashText = (hash: string): string => hash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')
