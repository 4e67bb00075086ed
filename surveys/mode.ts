/**
 * How an answer came in, kept as a category of it. The first group rests on a slip and so on the drawn sample; whoever
 * followed a link or a poster was drawn by nobody, and such sheets are never in a weighted figure.
 */
export const SLIP_MODES = ['slip', 'kiosk', 'paper', 'interviewer'] as const
export const OPEN_MODES = ['class_link', 'poster'] as const
export type SlipMode = (typeof SLIP_MODES)[number]
export type OpenMode = (typeof OPEN_MODES)[number]
