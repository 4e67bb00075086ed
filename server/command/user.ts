import { randomBytes } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { actOf } from '../deps.ts'
import { makeDeps } from '../make-deps.ts'
import { ROLES } from '../permit.ts'
import { Problem } from '../problem.ts'
import { addAccount, findByEmail, isRole, newHash, setPassword, UNIT_ROLES } from '../staff/account.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { readFlags } from './flags.ts'

/** 120 random bits that a person can copy once; only its hash is kept. */
const newPassword = () => randomBytes(15).toString('base64url')

export const user: Command = {
  usage: 'user add EMAIL --role ROLE[,ROLE] [--name NAME] [--unit CODE] · user reset EMAIL',
  does: 'accounts; a role holds everywhere or, with --unit, at that unit and below it; prints a new password once',
  run: async (args, io) => {
    const { words, role, name, unit } = readFlags(args, { role: 'string', name: 'string', unit: 'string' })
    const [act, email] = words
    if (words.length !== 2 || (act !== 'add' && act !== 'reset'))
      throw new UsageError('say user add EMAIL --role ROLE, or user reset EMAIL')
    const roles = act === 'add' ? (role ?? '').split(',') : []
    if (!roles.every(isRole)) throw new UsageError(`--role must be one of ${ROLES.join(', ')}`)
    if (unit === undefined && roles.some((one) => UNIT_ROLES.includes(one)))
      throw new UsageError(`${UNIT_ROLES.join(' and ')} need --unit CODE`)
    const deps = await makeDeps(io.config)
    try {
      const password = newPassword()
      const found = act === 'reset' ? await findByEmail(deps.db, email) : undefined
      if (act === 'reset' && !found) throw new CommandError(`there is no account ${email}`)
      const passwordHash = found && (await newHash(deps.db, found.id, password))
      const unitId = unit === undefined ? null : await unitOf(deps.db, unit)
      await deps.db.transaction().execute(async (db) => {
        const by = actOf(deps, 'command')
        if (found && passwordHash) return setPassword(db, by, found.id, passwordHash)
        const grants = roles.map((one) => ({ role: one, unitId }))
        // Names stand in histories that others read; an address is nobody's business there.
        await addAccount(db, by, { email, name: name ?? email.replace(/@.*/, ''), grants, password })
      })
      io.out(password)
    } catch (error) {
      if (error instanceof Problem && error.code === 'already_there')
        throw new CommandError(`there is an account ${email} already`)
      if (error instanceof Problem && error.code === 'input_invalid')
        throw new UsageError(`${email} is not an e-mail address`)
      throw error
    } finally {
      await deps.close()
    }
  },
}

async function unitOf(db: Db, unitCode: string): Promise<string> {
  const unit = await db.selectFrom('unit').select('id').where('code', '=', unitCode).executeTakeFirst()
  if (!unit) throw new CommandError(`there is no unit ${unitCode}`)
  return unit.id
}
