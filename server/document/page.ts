/** NĐ 30/2020, annex I: A4, margins 20/20/30/20 mm, Times New Roman 14, in twentieths of a point. */
export const PAGE = {
  width: 11906,
  height: 16838,
  top: 1134,
  right: 1134,
  bottom: 1134,
  left: 1701,
  header: 567,
  footer: 454,
  text: 11906 - 1701 - 1134,
  landscapeText: 16838 - 1701 - 1134,
} as const

/** Half points. */
export const SIZE = { body: 28, head: 26, table: 23, small: 22, note: 22, recipients: 24 } as const
