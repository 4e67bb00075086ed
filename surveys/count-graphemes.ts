/** What one visible letter may be made of; Khmer clusters and family emoji need up to 25. */
export const UNITS_PER_GRAPHEME = 32

/** Letters as a reader counts them. Browsers without `Intl.Segmenter` count code points, which is never fewer. */
export function countGraphemes(text: string): number {
  if (typeof Intl === 'undefined' || !('Segmenter' in Intl)) return [...text].length
  let count = 0
  for (const { segment } of new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text))
    count += Math.ceil(segment.length / UNITS_PER_GRAPHEME)
  return count
}
