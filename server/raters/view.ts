import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { formatCode } from '../../surveys/slip.ts'
import { cardOf } from '../assessment/view.ts'
import type { Db } from '../db/open.ts'
import type { Keys } from '../keys.ts'
import { codeOf } from '../slips/code.ts'
import { getRaterRound, listRaterRounds, listRaters, listResults, listYearStates } from './store.ts'

export async function viewRaterRounds(db: Db) {
  const rounds = []
  for (const { id, state, form, criteriaSetId, createdAt } of await listRaterRounds(db)) {
    const raters = (await listRaters(db, id)).filter((one) => one.state !== 'revoked')
    const card = await cardOf(db, { criteriaSetId })
    rounds.push({
      ...{ id, state, title: form.title, criteriaSetId, year: card.year, createdAt },
      units: form.units.length,
      raters: raters.length,
      answered: raters.filter((one) => one.state === 'used').length,
    })
  }
  return rounds
}

/** One asking: who has answered, never what; the figures once it is closed. */
export async function viewRaterRound(db: Db, id: string) {
  const round = await getRaterRound(db, id)
  const card = await cardOf(db, round)
  const results = (await listResults(db, round.criteriaSetId)).filter((one) => one.raterRoundId === id)
  const names = new Map((await listYearStates(db, round.criteriaSetId)).map(({ unitId, name }) => [unitId, name]))
  const { state, lockVersion, form, criteriaSetId, openedAt, closedAt } = round
  return {
    ...{ id, state, lockVersion, form, criteriaSetId, openedAt, closedAt },
    card: { title: card.title, year: card.year },
    units: form.units.map((unitId) => ({ id: unitId, name: names.get(unitId) ?? unitId })),
    raters: (await listRaters(db, id)).map((one) => ({
      id: one.id,
      name: one.name,
      office: one.office,
      state: one.state,
    })),
    results: results.map(({ unitId, componentId, answered, least, hundredths }) => ({
      ...{ unitId, componentId, least },
      // How few they were is no more to be told than what they said.
      answered: hundredths === null ? null : answered,
      mean: hundredths === null ? null : hundredths / 100,
    })),
  }
}

/** What can be asked about under a card: components that take another index, and units whose year is open. */
export async function viewChoices(db: Db, criteriaSetId: string) {
  const card = await cardOf(db, { criteriaSetId })
  return {
    components: componentsOf(card).flatMap(({ id, name, points, rule }) =>
      rule.kind === 'index' ? [{ id, name, points }] : [],
    ),
    units: (await listYearStates(db, criteriaSetId))
      .filter(({ state }) => state !== 'published')
      .map(({ unitId, name, code }) => ({ id: unitId, name, code })),
  }
}

/** Codes to be handed out in envelopes; made again from the ids each time, stored nowhere. */
export async function listCodes(db: Db, keys: Keys, id: string) {
  await getRaterRound(db, id)
  return (await listRaters(db, id))
    .filter(({ state }) => state === 'made')
    .map(({ id: raterId, name, office }) => ({ name, office, code: formatCode(codeOf(keys, raterId)) }))
}
