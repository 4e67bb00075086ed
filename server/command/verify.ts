import { sql } from 'kysely'
import { verifyAudit } from '../audit.ts'
import { makeDeps } from '../make-deps.ts'
import { type Command, CommandError } from './command.ts'

export const verify: Command = {
  usage: 'verify',
  does: 'checks the database and the audit chain',
  run: async (_words, io) => {
    const deps = await makeDeps(io.config)
    try {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(deps.read)
      const damage = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
      if (damage.length > 0) throw new CommandError(`the database is damaged (${damage[0]}): restore a backup`)
      const chain = await verifyAudit(deps.read)
      if (!chain.ok) throw new CommandError(`the audit chain breaks at entry ${chain.sequence}`)
      io.out(JSON.stringify({ database: 'ok', auditEntries: chain.count, auditHead: chain.head }))
    } finally {
      await deps.close()
    }
  },
}
