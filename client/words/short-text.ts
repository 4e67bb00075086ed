/** The beginning of a text, whole words of it, where it is longer than so many letters. */
export const shortText = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).replace(/[\s,;:.–-]+\S*$/, '')}…` : text
