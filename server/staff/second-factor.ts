import { generateURI, verifySync } from 'otplib'
import { CODE_BYTES, codeFromBytes, readCode } from '../../surveys/slip.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { qrPath } from '../document/qr-path.ts'
import { hmac, type Keys } from '../keys.ts'
import { Problem } from '../problem.ts'
import { seal, unseal } from '../seal.ts'

/** RFC 6238 as the programs on phones do it: SHA-1, six digits, half a minute; a clock may be half a minute wrong. */
const SECONDS = 30
const STEPS_BESIDE = [0, -1, 1] as const
const SECRET_BYTES = 20
const RECOVERY_CODES = 10
const ISSUER = 'Hài Lòng'

const place = (accountId: string) => `secondFactor ${accountId}`
const recoveryHash = (keys: Keys, accountId: string, code: string) =>
  hmac(keys.signIn, `recovery ${accountId} ${code}`).toString('hex')

const findFactor = (db: Db, accountId: string) =>
  db.selectFrom('secondFactor').selectAll().where('accountId', '=', accountId).executeTakeFirst()

export async function hasSecondFactor(db: Db, accountId: string): Promise<boolean> {
  return (await findFactor(db, accountId))?.confirmedAt != null
}

/** A new secret, shown once as a picture and as text; it counts only after a first code has come from it. */
export async function beginSecondFactor(db: Db, by: Act, account: { id: string; email: string }) {
  const before = await findFactor(db, account.id)
  if (before?.confirmedAt) throw new Problem('already_there')
  const secret = base32(by.random(SECRET_BYTES))
  const sealedSecret = seal(by.random, by.keys.signIn, place(account.id), secret)
  if (before) await db.updateTable('secondFactor').set({ sealedSecret }).where('accountId', '=', account.id).execute()
  else
    await db
      .insertInto('secondFactor')
      .values({ accountId: account.id, sealedSecret, confirmedAt: null, lastStep: 0 })
      .execute()
  const uri = generateURI({ issuer: ISSUER, label: account.email, secret })
  const { path, side } = qrPath(uri)
  return {
    secret,
    uri,
    picture: { path: path.replace(/(\d+) (\d+) (\d+) 1 re\n/g, 'M$1 $2h$3v1h-$3z').replace(/f$/, ''), side },
  }
}

/** The first code from the new secret; gives the recovery codes, which are shown once. */
export async function confirmSecondFactor(db: Db, by: Act, accountId: string, code: string): Promise<string[]> {
  const factor = await findFactor(db, accountId)
  if (!factor || factor.confirmedAt !== null) throw new Problem('not_found')
  await takeTimeCode(db, by, accountId, code)
  await db
    .updateTable('secondFactor')
    .set({ confirmedAt: by.now.toISOString() })
    .where('accountId', '=', accountId)
    .execute()
  await audit(db, by, 'staff.second_factor', accountId)
  return makeRecoveryCodes(db, by, accountId)
}

/** New recovery codes in the place of all old ones. */
export async function makeRecoveryCodes(db: Db, by: Act, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => codeFromBytes(by.random(CODE_BYTES)))
  await db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  await db
    .insertInto('recoveryCode')
    .values(codes.map((code) => ({ accountId, codeHash: recoveryHash(by.keys, accountId, code) })))
    .execute()
  await audit(db, by, 'staff.recovery_codes', accountId)
  return codes
}

export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recoveryCode')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function removeSecondFactor(db: Db, by: Act, accountId: string): Promise<void> {
  await db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  await db.deleteFrom('secondFactor').where('accountId', '=', accountId).execute()
  await audit(db, by, 'staff.second_factor_removed', accountId)
}

/** A code of the phone's program or a recovery code, each taken once; throws `code_wrong`. */
export async function takeCode(db: Db, by: Act, accountId: string, code: string): Promise<void> {
  if (/^\s*\d{3}\s*\d{3}\s*$/.test(code)) return takeTimeCode(db, by, accountId, code)
  const read = readCode(code)
  if ('issue' in read) throw new Problem('code_wrong')
  const { numDeletedRows } = await db
    .deleteFrom('recoveryCode')
    .where('accountId', '=', accountId)
    .where('codeHash', '=', recoveryHash(by.keys, accountId, read.code))
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw new Problem('code_wrong')
  await audit(db, { ...by, actor: accountId }, 'staff.recovery_code_used', accountId)
}

async function takeTimeCode(db: Db, by: Act, accountId: string, code: string): Promise<void> {
  const factor = await findFactor(db, accountId)
  if (!factor) throw new Problem('code_wrong')
  const secret = unseal(by.keys.signIn, place(accountId), factor.sealedSecret)
  const token = code.replace(/\s/g, '')
  const now = Math.floor(by.now.getTime() / 1000 / SECONDS)
  const fits = STEPS_BESIDE.map((beside) => now + beside).filter(
    (step) => /^\d{6}$/.test(token) && verifySync({ secret, token, epoch: step * SECONDS }).valid,
  )
  const step = fits.find((one) => one > factor.lastStep)
  if (step === undefined) throw new Problem('code_wrong')
  const { numUpdatedRows } = await db
    .updateTable('secondFactor')
    .set({ lastStep: step })
    .where('accountId', '=', accountId)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('code_wrong')
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 without padding; `bytes` are a multiple of five. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('')
}
