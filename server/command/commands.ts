import type { Command } from './command.ts'

/**
 * Every command, in the order of the journey. Each is loaded when it is asked for: the server alone needs nearly all of the program,
 * and reading it takes longer than what most of the others do.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  demo: async () => (await import('./demo.ts')).demo,
  round: async () => (await import('./round.ts')).round,
  slips: async () => (await import('./slips.ts')).slips,
  submit: async () => (await import('./submit.ts')).submit,
  freeze: async () => (await import('./chain.ts')).freeze,
  weigh: async () => (await import('./chain.ts')).weigh,
  estimate: async () => (await import('./chain.ts')).estimate,
  report: async () => (await import('./report.ts')).report,
  export: async () => (await import('./export.ts')).exportFiles,
  analyze: async () => (await import('./analyze.ts')).analyze,
  bench: async () => (await import('./bench.ts')).bench,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  verify: async () => (await import('./verify.ts')).verify,
  move: async () => (await import('./move.ts')).move,
  tidy: async () => (await import('./tidy.ts')).tidy,
  user: async () => (await import('./user.ts')).user,
}
