import { tidy as tidyUp } from '../privacy/tidy.ts'
import type { Command } from './command.ts'
import { onlyFlags } from './flags.ts'
import { withDeps } from './with-deps.ts'

export const tidy: Command = {
  usage: 'tidy',
  does: 'deletes what has outlived its retention rule and writes the database anew, so that nothing of it is left in the file; prints counts as JSON',
  run: async (args, io) => {
    onlyFlags(args, {})
    await withDeps(io, async (deps) => io.out(JSON.stringify(await tidyUp(deps, true))))
  },
}
