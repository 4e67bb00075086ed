export const HOST = 'mo-phong.example'
/** Those somebody who tries the program may want to be: who scores the first of the units, and who appraises. */
export const GUESTS = { unit: `don-vi@${HOST}`, appraiser: `tham-dinh@${HOST}` } as const
