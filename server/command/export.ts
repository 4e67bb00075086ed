import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { audit } from '../audit.ts'
import { findDataset } from '../dataset/store.ts'
import { exportJob } from '../weights/export-round.ts'
import { EXPORT_FORMATS, makeExport } from '../weights/make-export.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { need, onlyFlags } from './flags.ts'
import { needRound, withDeps, writeAs } from './with-deps.ts'

export const exportFiles: Command = {
  usage: `export --round ID --format ${EXPORT_FORMATS.join('|')} --out DIR`,
  does: 'writes the frozen rows of a round with their weights into DIR, for analysts; prints the names of the files',
  run: async (args, io) => {
    const flags = onlyFlags(args, { round: 'string', format: 'string', out: 'string' })
    const [id, out, wanted] = [need(flags.round, 'round'), need(flags.out, 'out'), need(flags.format, 'format')]
    const format = EXPORT_FORMATS.find((known) => known === wanted)
    if (!format) throw new UsageError(`--format must be one of ${EXPORT_FORMATS.join(', ')}, not "${wanted}"`)
    await withDeps(io, async (deps) => {
      await needRound(deps, id)
      if (!(await findDataset(deps.read, id)))
        throw new CommandError('the round has no frozen answers yet: hailong freeze --round ID makes them')
      const files = await makeExport(await exportJob(deps.read, id, format))
      await mkdir(out, { recursive: true })
      await writeAs(deps, (db, by) => audit(db, by, 'dataset.export', id, { format }))
      for (const { name, bytes } of files) {
        await writeFile(join(out, name), bytes)
        io.out(join(out, name))
      }
    })
  },
}
