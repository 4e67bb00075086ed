/** Numbers, days and ordinals as a Vietnamese document writes them: 1.243 · 92,4% · ngày 05 tháng 9 năm 2023. */

/** Fixed decimals with a decimal comma; a point between thousands. Halves round away from zero as `toFixed` sees them. */
export function decimal(value: number, digits: number): string {
  const [whole = '', part] = Math.abs(value).toFixed(digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  const text = part ? `${grouped},${part}` : grouped
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** No more decimals than the number has, up to so many: `10,5`, not `10,50`. */
export const trimmed = (value: number, most: number): string => decimal(value, decimalsOf(value, most))

/** How many decimals a number needs, up to so many. */
export const decimalsOf = (value: number, most: number): number =>
  (String(Number(value.toFixed(most))).split('.')[1] ?? '').length

export const count = (value: number): string => decimal(value, 0)

/** A share 0..1 as a percentage: 0.924 gives `92,4%`. */
export const percent = (share: number, digits = 1): string => `${decimal(share * 100, digits)}%`

/** A share somebody reckoned from two counts: `95%`, `66,7%`. An estimate keeps its decimal. */
export const trimmedPercent = (share: number): string => `${trimmed(share * 100, 1)}%`

/** Days below ten and the months January and February carry a zero (NĐ 30/2020, annex I). */
export function vietnameseDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-')
  return `ngày ${day} tháng ${vietnameseMonth(Number(month))} năm ${year}`
}

export const vietnameseMonth = (month: number): string => (month <= 2 ? `0${month}` : String(month))

/** `05/9/2023`, the short form inside tables. */
export function shortDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-')
  return `${day}/${vietnameseMonth(Number(month))}/${year}`
}

/** Points are lettered in the order of the Vietnamese alphabet: đ after d, no f, j, w, z (NĐ 30/2020, annex I). */
const LETTERS = 'abcdđeghiklmnopqrstuvxy'
export const letter = (index: number): string => LETTERS[index] ?? `${index + 1}`

export function roman(value: number): string {
  const parts: readonly [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let text = ''
  for (const [size, sign] of parts)
    while (rest >= size) {
      text += sign
      rest -= size
    }
  return text
}
