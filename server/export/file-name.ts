const MARKS = /\p{M}/gu

/** A text as a part of a file's name that every system takes: Latin letters without marks, digits, hyphens; cut between words. */
export function plainFileName(text: string, most: number): string {
  const words = text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  let name = ''
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`
    if (longer.length > most) break
    name = longer
  }
  return name || (words[0] ?? '').slice(0, most)
}
