import { expect } from 'vitest'
import { actOf } from '../../server/deps.ts'
import { importFrame } from '../../server/frame/import-frame.ts'
import { codeOf } from '../../server/slips/code.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { type Beginning, json, type World } from '../world.ts'

type Caller = Awaited<ReturnType<World['as']>>
type Field = Readonly<{ id: string; cookie: string }>

export const ROUND = {
  year: 2021,
  name: 'Khảo sát ý kiến cha mẹ năm 2021',
  province: 'Tỉnh Sóc Trăng',
  department: 'Sở Giáo dục và Đào tạo',
  parentBody: 'Ủy ban nhân dân tỉnh Sóc Trăng',
  place: 'Sóc Trăng',
  hotline: '0299 000 000',
  target: 0.9,
  opensOn: '2021-10-01',
  closesOn: '2021-10-31',
}

/** Twelve small schools in two areas and two levels. */
export const FRAME: readonly FrameRow[] = Array.from({ length: 12 }, (_, place) => {
  const level = place % 2 === 0 ? 'mn' : 'th'
  const grades = level === 'mn' ? { age3: 30, age4: 30, age5: 40 } : { g1: 40, g2: 40, g3: 35, g4: 35, g5: 50 + place }
  return {
    code: `S${place + 1}`,
    name: `Trường thử ${place + 1}`,
    level,
    area: place < 6 ? 'Kế Sách' : 'Mỹ Tú',
    commune: null,
    classes: level === 'mn' ? 4 : 7,
    pupils: Object.values(grades).reduce((sum, count) => sum + count, 0),
    grades,
    khmerShare: 0.3,
  }
})

/** The round as it is now, with the version that a change needs. */
export async function etag(who: Caller, id: string): Promise<Record<string, string>> {
  const reply = await who(`/api/rounds/${id}`)
  return { 'if-match': reply.headers.get('etag') ?? '' }
}

export async function step(who: Caller, id: string, verb: string, body: unknown = {}) {
  const reply = await who(`/api/rounds/${id}/${verb}`, json('POST', body, await etag(who, id)))
  expect(reply.status, `${verb}: ${reply.status === 200 ? '' : await reply.clone().text()}`).toBe(200)
  return reply.json()
}

/** The twelve schools as the round's frame, whatever a file would have said. */
export async function smallFrame(at: World, id: string, rows: readonly FrameRow[] = FRAME): Promise<void> {
  const round = await at.db.selectFrom('round').select('version').where('id', '=', id).executeTakeFirstOrThrow()
  await at.db
    .transaction()
    .execute((db) =>
      importFrame(db, actOf(at.deps, 'command'), id, round.version, { name: 'khung.xlsx', hash: '0'.repeat(64), rows }),
    )
}

/** For a world that begins with its round in the field. */
export const FIELDING: Beginning<Field> = { name: 'fielding', make: async (at) => makeRound(at, 'fielding') }

/** A round in the field, made by the same routes a person uses; the codes of its slips, by form. */
export async function fieldingRound(
  at: World & { begun?: Field | undefined },
  until: 'approved' | 'sampling' | 'issued' | 'fielding' = 'fielding',
) {
  const { id, cookie } = at.begun ?? (await makeRound(at, until))
  const slips = await at.db.selectFrom('slip').select(['id', 'form']).where('roundId', '=', id).orderBy('id').execute()
  const codes = (form: string) =>
    slips.filter((slip) => slip.form === form).map((slip) => codeOf(at.deps.keys, slip.id))
  return { id, designer: at.again(cookie), codes }
}

async function makeRound(at: World, until: 'approved' | 'sampling' | 'issued' | 'fielding'): Promise<Field> {
  const designer = await at.as('designer')
  const made = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const { id } = made
  await smallFrame(at, id)
  await step(designer, id, 'submit')
  await step(designer, id, 'approve', { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' })
  if (until !== 'approved') await step(designer, id, 'sample', { seed: 'seed-1' })
  if (until === 'issued' || until === 'fielding') {
    await step(designer, id, 'slips')
    await step(designer, id, 'slips/print')
    await step(designer, id, 'slips/issue')
  }
  if (until === 'fielding') await step(designer, id, 'open')
  return { id, cookie: designer.cookie }
}
