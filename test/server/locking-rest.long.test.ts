import { expect, test } from 'vitest'
import { setId } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { json, world } from '../world.ts'
import { ISSUING, read, reformYear } from './reform-fixture.ts'

type Locked = { id: string; lockVersion: number; definition: Instrument; state: string }
const at = ({ lockVersion }: Pick<Locked, 'lockVersion'>) => ({ 'if-match': `"${lockVersion}"` })

/** Steps with a version that no other test walks (`test/locking-routes.ts`); what they are tried with is in `test/locked-requests.ts`. */
test('a form is given back to its writers, a card is thrown away', async () => {
  const { as } = await world()
  const [designer, director] = [await as('designer'), await as('director')]
  const draft = await read<Locked>(designer('/api/instruments/ph-th@2021.1/draft', json('POST', {})))
  const send = (what: string) => director(`/api/instruments/${draft.id}/${what}`, json('POST', {}, at(draft)))
  const reviewed = await read<Locked>(send('review'))
  expect(reviewed.state).toBe('reviewed')
  const back = await read<Locked>(director(`/api/instruments/${draft.id}/reopen`, json('POST', {}, at(reviewed))))
  expect(back.state).toBe('draft')
  const card = await read<Locked>(designer(`/api/criteria/${setId(department2021)}/draft`, json('POST', {})))
  const gone = await designer(`/api/criteria/${card.id}`, { method: 'DELETE', headers: at(card) })
  expect(gone.status).toBe(204)
  expect((await designer(`/api/criteria/${card.id}`)).status).toBe(404)
})

test('who issues the documents of a year is changed, and how one is reminded', async () => {
  const { designer } = await reformYear()
  const { issuing } = await read<{ issuing: Locked }>(designer('/api/periods?year=2021'))
  const changed = await designer('/api/periods/years/2021', json('PUT', { ...ISSUING, place: 'Mỹ Tú' }, at(issuing)))
  expect(changed.status).toBe(200)
  const own = await read<Locked>(designer('/api/todo/reminder'))
  const chosen = await read<Locked>(designer('/api/todo/reminder', json('PUT', { mail: false }, at(own))))
  expect(chosen).toMatchObject({ mail: false })
})
