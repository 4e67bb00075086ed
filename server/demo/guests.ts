export const HOST = 'mo-phong.example'
/** Those somebody who tries the program may want to be: who scores the first of the units, who scores the Department, who appraises. */
export const GUESTS = { unit: `don-vi@${HOST}`, own: `so@${HOST}`, appraiser: `tham-dinh@${HOST}` } as const
