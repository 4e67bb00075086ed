import { expect, test } from 'vitest'
import { headOfUnit } from '../../server/assessment-papers/unit-head.ts'
import { actOf } from '../../server/deps.ts'
import { importUnits } from '../../server/units/import-units.ts'
import { SOC_TRANG } from '../../surveys/units/soc-trang.ts'
import { world } from '../world.ts'

test('a document of a Department that has ended since bears the head it had on its last day', async () => {
  const { db, deps } = await world({ now: '2026-11-26T02:00:00Z' })
  await db.transaction().execute((inside) => importUnits(inside, actOf(deps, 'command'), SOC_TRANG, 'soc-trang'))
  const { id } = await db.selectFrom('unit').select('id').where('code', '=', 'S-ST').executeTakeFirstOrThrow()
  const { head, addressee, signer } = await headOfUnit(db, id, 2021, '2026-11-26')
  expect(head).toMatchObject({
    ...{ parentBody: 'UBND TỈNH SÓC TRĂNG', body: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', bodySymbol: 'SGDĐT', place: 'Sóc Trăng' },
  })
  expect(addressee).toContain('tỉnh Sóc Trăng')
  expect(signer.role).toEqual(['GIÁM ĐỐC'])
})
