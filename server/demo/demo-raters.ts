import { randomFrom } from '../../analysis/numeric/random.ts'
import { USUAL_OPTIONS } from '../../surveys/criteria/rater-form.ts'
import { fieldOf, sendSheet } from '../raters/answer.ts'
import { createRaterRound, saveRaters } from '../raters/draft.ts'
import { closeRaterRound, openRaterRound } from '../raters/step.ts'
import { getRaterRound, listRaters } from '../raters/store.ts'
import { codeOf } from '../slips/code.ts'
import { ASKED_COMPONENT } from './demo-cards.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'
import type { UnitYear } from './walk-year.ts'

const RATERS = 8

/** Officers of the Department say what they think of each unit; their part joins the score. */
export async function askOffice(
  desk: Desk,
  office: Office,
  criteriaSetId: string,
  years: readonly UnitYear[],
  year: number,
) {
  const { deps, seed, act } = desk
  const { designer, director } = office
  const form = {
    title: `Lấy ý kiến lãnh đạo, chuyên viên Sở về đơn vị, năm ${year} (mô phỏng)`,
    lead: 'Ý kiến không gắn với tên người trả lời.',
    options: USUAL_OPTIONS,
    items: [{ component: ASKED_COMPONENT, text: 'Đơn vị phối hợp, giải quyết công việc như thế nào?' }],
    units: years.map(({ unit }) => unit.id),
    least: 5,
  }
  const id = await act(`${year}-11-24`, designer, (db, by) => createRaterRound(db, by, { criteriaSetId, form }))
  const raters = Array.from({ length: RATERS }, (_, at) => ({
    ...{ name: `Người cho ý kiến ${at + 1} (mô phỏng)`, office: 'Các phòng của Sở', unitId: null },
  }))
  await act(`${year}-11-24`, designer, (db, by) => saveRaters(db, by, id, 1, { raters }))
  await act(`${year}-11-25`, director, async (db, by) =>
    openRaterRound(db, by, id, (await getRaterRound(db, id)).lockVersion),
  )
  // The last of them has not answered.
  for (const [place, rater] of (await listRaters(deps.db, id)).slice(0, RATERS - 1).entries()) {
    const chance = randomFrom(seed).fork(`rater ${year}`).fork(String(place))
    const fields = Object.fromEntries(
      years.map(({ quality }, unit) => {
        const mood = quality + 0.5 * (chance.uniform() - 0.3)
        return [fieldOf(unit, 0), mood > 0.75 ? 'a' : mood > 0.4 ? 'b' : mood > 0.15 ? 'c' : 'd']
      }),
    )
    const day = `${year}-11-${26 + Math.floor(place / 2)}`
    await act(day, 'anyone', (db, by) => sendSheet(db, by, codeOf(deps.keys, rater.id), fields))
  }
  await act(`${year}-11-30`, director, async (db, by) =>
    closeRaterRound(db, by, id, (await getRaterRound(db, id)).lockVersion),
  )
}
