/**
 * A number as Vietnamese offices write it: `98,5`, `1.243`, `1 243,5`, and `98.5` from a calculator. Undefined for anything
 * else. A single dot before exactly three digits parts thousands, as in every Vietnamese table.
 */
export function readNumber(text: string): number | undefined {
  const bare = text.trim().replace(/[\u00a0\u202f]/g, ' ')
  if (/^\d{1,12}([.,]\d{1,6})?$/.test(bare) && !/^[1-9]\d{0,2}\.\d{3}$/.test(bare))
    return Number(bare.replace(',', '.'))
  if (/^[1-9]\d{0,2}([. ]\d{3}){1,3}(,\d{1,6})?$/.test(bare)) return Number(bare.replace(/[. ]/g, '').replace(',', '.'))
  return undefined
}

/** The same back again, with at most so many decimals and none that say nothing. */
const written = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6, useGrouping: false })
export const typedNumber = (value: number): string => written.format(value)

const short = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
/** As it is read: `1.243`, `98,5`. */
export const numberText = (value: number): string => short.format(value)
