import { pbkdf2Sync } from 'node:crypto'
import { CODE_BYTES, codeFromBytes, readCode } from '../../surveys/slip.ts'
import { type Act, dayOf, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import { type Device, findDevice, findDeviceByKey, insertDevice, withdrawDevice } from './store.ts'

/** Rounds of PBKDF2 with SHA-256 over the PIN; the tablet checks it without a network (client/respondent/kiosk/device.ts). */
export const PIN_ROUNDS = 100_000

/** Key and PIN of a new tablet, which nobody can be shown again. */
export type Issued = Readonly<{ id: string; key: string; pin: string }>

/** The key is written like a slip's code, with its check letter, because people type it into the tablet. */
export async function issueDevice(db: Db, by: Act, label: string): Promise<Issued> {
  const id = newId(by)
  const key = codeFromBytes(by.random(CODE_BYTES))
  const pin = Array.from(by.random(6), (byte) => String(byte % 10)).join('')
  const salt = Buffer.from(by.random(16)).toString('hex')
  const pinHash = pbkdf2Sync(pin, Buffer.from(salt, 'hex'), PIN_ROUNDS, 32, 'sha256').toString('hex')
  await insertDevice(db, {
    id,
    label,
    keyHash: sha256(key),
    pinSalt: salt,
    pinHash,
    state: 'active',
    createdOn: dayOf(by.now),
  })
  await audit(db, by, 'kiosk.issue', id, { label })
  return { id, key, pin }
}

export async function revokeDevice(db: Db, by: Act, id: string): Promise<void> {
  const device = await findDevice(db, id)
  if (!device) throw new Problem('not_found')
  if (device.state === 'revoked') return
  await withdrawDevice(db, id)
  await audit(db, by, 'kiosk.revoke', id)
}

/** The tablet a key belongs to. An unknown key and a withdrawn one are answered alike. */
export async function deviceOf(db: Db, key: string | undefined): Promise<Device> {
  const read = readCode(key ?? '')
  const device = 'code' in read ? await findDeviceByKey(db, sha256(read.code)) : undefined
  if (device?.state !== 'active') throw new Problem('device_revoked')
  return device
}
