import { countText } from './numbers.ts'

/** `1.500.000 đồng`; the blank does not break. */
export const moneyText = (amount: number): string => `${countText(amount)}\u00a0đồng`

/**
 * A whole number as it is typed: `1500000`, `1.500.000`, `1 500 000`. Undefined for anything else: `1,5` and `12.34` are no
 * numbers of đồng, and a guess could be a thousand times wrong.
 */
export function readWhole(text: string): number | undefined {
  const bare = text.trim().replace(/[\u00a0\u202f]/g, ' ')
  if (/^\d{1,12}$/.test(bare)) return Number(bare)
  return /^[1-9]\d{0,2}([. ]\d{3}){1,4}$/.test(bare) ? Number(bare.replace(/[. ]/g, '')) : undefined
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

/** `linh năm`, `mười lăm`, `hai mươi mốt`: two digits; `inside` after a hundred. */
function tensInWords(value: number, inside: boolean): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) return ones === 0 ? '' : `${inside ? 'linh ' : ''}${DIGITS[ones]}`
  const head = tens === 1 ? 'mười' : `${DIGITS[tens]} mươi`
  if (ones === 0) return head
  if (ones === 5) return `${head} lăm`
  return `${head} ${ones === 1 && tens > 1 ? 'mốt' : DIGITS[ones]}`
}

const threeInWords = (value: number, inside: boolean): string =>
  value >= 100 || inside
    ? [DIGITS[Math.floor(value / 100)], 'trăm', tensInWords(value % 100, true)].filter(Boolean).join(' ')
    : tensInWords(value, false)

/** The number before `tỷ` is read like any other: `một nghìn hai trăm tỷ`. */
function wholeInWords(value: number, inside: boolean): string {
  if (value >= 1e9) {
    const rest = value % 1e9
    return [wholeInWords(Math.floor(value / 1e9), inside), 'tỷ', rest > 0 ? wholeInWords(rest, true) : '']
      .filter(Boolean)
      .join(' ')
  }
  const groups: [number, string][] = [
    [Math.floor(value / 1e6), 'triệu'],
    [Math.floor(value / 1e3) % 1000, 'nghìn'],
    [value % 1000, ''],
  ]
  const parts: string[] = []
  for (const [group, name] of groups)
    if (group > 0) parts.push([threeInWords(group, inside || parts.length > 0), name].filter(Boolean).join(' '))
  return parts.join(' ')
}

/** An amount as documents spell it out: `Mười sáu triệu không trăm ba mươi tám nghìn đồng`. */
export function moneyInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${amount} is no amount of whole đồng`)
  const words = amount === 0 ? 'không' : wholeInWords(amount, false)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`
}
