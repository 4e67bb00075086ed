import { formatCode } from '../../surveys/slip.ts'
import { codeOf } from '../slips/code.ts'
import type { Command } from './command.ts'
import { need, onlyFlags, readCount } from './flags.ts'
import { needRound, withDeps } from './with-deps.ts'

export const slips: Command = {
  usage: 'slips --round ID [--limit N] [--unused]',
  does: 'the codes of a round as CSV code,form,url; made again from the key, stored nowhere',
  run: async (args, io) => {
    const flags = onlyFlags(args, { round: 'string', limit: 'string', unused: 'boolean' })
    const id = need(flags.round, 'round')
    const limit = readCount(flags.limit, 'limit', 1_000_000)
    await withDeps(io, async (deps) => {
      const round = await needRound(deps, id)
      const states = flags.unused ? ['printed', 'issued'] : ['made', 'printed', 'issued', 'used']
      const rows = await deps.read
        .selectFrom('slip')
        .select(['id', 'form'])
        .where('roundId', '=', round.id)
        .where('state', 'in', states)
        .orderBy('id')
        .limit(limit)
        .execute()
      // The whole id of the form, as a sheet has to name it.
      const formOf = (form: string) =>
        round.matrix.find(({ instrumentId }) => instrumentId.startsWith(`${form}@`))?.instrumentId ?? form
      const lines = rows.map((slip) => {
        const code = codeOf(deps.keys, slip.id)
        return `${formatCode(code)},${formOf(slip.form)},${deps.config.publicUrl}/p/${slip.form}#${code}`
      })
      io.out(['code,form,url', ...lines].join('\n'))
    })
  },
}
