/** Small letters without marks, so that "my xuyen" finds "Mỹ Xuyên". */
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()

/** Whether every word looked for stands somewhere in the texts. */
export function finds(wanted: string, ...texts: readonly (string | number)[]): boolean {
  const inside = bare(texts.join(' '))
  return bare(wanted)
    .split(/\s+/)
    .every((word) => inside.includes(word))
}
