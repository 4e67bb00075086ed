import { randomBytes } from 'node:crypto'
import { actOf } from '../deps.ts'
import { makeDeps } from '../make-deps.ts'
import { ROLES } from '../permit.ts'
import { Problem } from '../problem.ts'
import { addAccount, findByEmail, isRole, setPassword } from '../staff/account.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { readFlags } from './flags.ts'

/** 120 random bits that a person can copy once; only its hash is kept. */
const newPassword = () => randomBytes(15).toString('base64url')

export const user: Command = {
  usage: 'user add EMAIL --role ROLE [--name NAME] · user reset EMAIL',
  does: 'accounts; prints a new password once',
  run: async (args, io) => {
    const { words, role, name } = readFlags(args, { role: 'string', name: 'string' })
    const [act, email] = words
    if (words.length !== 2 || (act !== 'add' && act !== 'reset'))
      throw new UsageError('say user add EMAIL --role ROLE, or user reset EMAIL')
    if (act === 'add' && (role === undefined || !isRole(role)))
      throw new UsageError(`--role must be one of ${ROLES.join(', ')}`)
    const deps = await makeDeps(io.config)
    try {
      const password = newPassword()
      await deps.db.transaction().execute(async (db) => {
        const by = actOf(deps, 'command')
        if (act === 'add' && role !== undefined && isRole(role))
          await addAccount(db, by, { email, name: name ?? email, role, password })
        else {
          const account = await findByEmail(db, email)
          if (!account) throw new CommandError(`there is no account ${email}`)
          await setPassword(db, by, account.id, password)
        }
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
