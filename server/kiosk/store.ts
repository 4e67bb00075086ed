import type { Selectable } from 'kysely'
import type { DeviceTable, KioskDeclineTable } from '../db/device-table.ts'
import type { Db } from '../db/open.ts'

export type Device = Selectable<DeviceTable>

export const listDevices = (db: Db): Promise<Pick<Device, 'id' | 'label' | 'state' | 'createdOn'>[]> =>
  db.selectFrom('device').select(['id', 'label', 'state', 'createdOn']).orderBy('label').orderBy('id').execute()

export const findDevice = (db: Db, id: string): Promise<Device | undefined> =>
  db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst()

export const findDeviceByKey = (db: Db, keyHash: string): Promise<Device | undefined> =>
  db.selectFrom('device').selectAll().where('keyHash', '=', keyHash).executeTakeFirst()

export async function insertDevice(db: Db, device: Device): Promise<void> {
  await db.insertInto('device').values(device).execute()
}

export async function withdrawDevice(db: Db, id: string): Promise<void> {
  await db.updateTable('device').set({ state: 'revoked' }).where('id', '=', id).execute()
}

export const findDecline = (db: Db, id: string): Promise<Selectable<KioskDeclineTable> | undefined> =>
  db.selectFrom('kioskDecline').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertDecline(db: Db, told: Selectable<KioskDeclineTable>): Promise<void> {
  await db.insertInto('kioskDecline').values(told).execute()
}

export async function deleteDeclinesBefore(db: Db, day: string): Promise<void> {
  await db.deleteFrom('kioskDecline').where('day', '<', day).execute()
}
