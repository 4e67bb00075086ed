import { listRounds } from '../plan/store.ts'
import { roundSummary, viewRound } from '../plan/view.ts'
import { type Command, UsageError } from './command.ts'
import { readFlags } from './flags.ts'
import { needRound, withDeps } from './with-deps.ts'

export const round: Command = {
  usage: 'round list [--json] · round show ID [--json]',
  does: 'rounds and their state',
  run: async (args, io) => {
    const { words, json } = readFlags(args, { json: 'boolean' })
    const [act, id] = words
    if (act === 'list' && words.length === 1)
      return withDeps(io, async (deps) => list(await listRounds(deps.read), json, io.out))
    if (act !== 'show' || words.length !== 2) throw new UsageError('say round list, or round show ID')
    await withDeps(io, async (deps) => {
      await needRound(deps, id)
      const view = await viewRound(deps.read, id)
      if (json) return io.out(JSON.stringify(view))
      io.out(`${view.id}  ${view.year}  ${view.state}  ${view.name}`)
      for (const step of view.steps) io.out(`  ${step.id.padEnd(10)} ${step.state.padEnd(8)} ${step.at ?? ''}`)
    })
  },
}

function list(
  rounds: Awaited<ReturnType<typeof listRounds>>,
  json: boolean | undefined,
  out: (text: string) => void,
): void {
  if (json) out(JSON.stringify(rounds.map(roundSummary)))
  else for (const { id, year, state, name } of rounds) out(`${id}  ${year}  ${state.padEnd(10)} ${name}`)
}
