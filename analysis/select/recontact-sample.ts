import { AnalysisError } from '../failure.ts'
import { randomFrom } from '../numeric/random.ts'

/** A school of the sample: sheets that came in, and ids of the people who left a way to be called again. */
export type RecontactSchool = Readonly<{ school: string; sheets: number; contacts: readonly string[] }>
/** `wanted` is what the share asks; `drawn` are fewer where fewer people agreed to be called. */
export type RecontactDraw = Readonly<{
  school: string
  sheets: number
  left: number
  wanted: number
  drawn: readonly string[]
}>

/**
 * Draws whom to call again (phúc tra): in each school a simple random sample of those who agreed to be.
 *
 *   wanted_i = ceil(share s_i);   drawn_i = the first min(wanted_i, c_i) of a shuffle of the c_i contacts
 *
 * s_i: sheets of school i, c_i: people of it who left a number. Each school has its own stream of chance, so that one more
 * contact in one school moves nobody in another. Those who agree are not like those who do not: the results say something of
 * field work, and are never a correction of a figure.
 *
 * @param schools  in any order; contacts of a school are put into the order of their ids first
 * @param share    of the sheets of a school, 0 < share <= 1
 * @param seed     any text; the same seed, schools and contacts give the same people
 * @returns        one row a school, by school
 * @throws AnalysisError option_invalid {share}: not in (0, 1]
 *
 * Source: Cochran (1977), Sampling Techniques, section 2.1, simple random sampling without replacement [not re-read].
 * Golden: none published; size, repeatability and equal chances are laws in the test.
 */
export function recontactSample(schools: readonly RecontactSchool[], share: number, seed: string): RecontactDraw[] {
  if (!(share > 0 && share <= 1)) throw new AnalysisError('option_invalid', { share })
  const chance = randomFrom(seed)
  return [...schools]
    .sort((a, b) => (a.school < b.school ? -1 : 1))
    .map(({ school, sheets, contacts }) => {
      const wanted = Math.ceil(share * sheets - 1e-9)
      const drawn = chance
        .fork(school)
        .shuffle([...contacts].sort())
        .slice(0, wanted)
      return { school, sheets, left: contacts.length, wanted, drawn }
    })
}
