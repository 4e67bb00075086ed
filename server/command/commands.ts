import { analyze } from './analyze.ts'
import { backup } from './backup.ts'
import { bench } from './bench.ts'
import { estimate, freeze, weigh } from './chain.ts'
import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { exportFiles } from './export.ts'
import { move } from './move.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { round } from './round.ts'
import { serve } from './serve.ts'
import { slips } from './slips.ts'
import { submit } from './submit.ts'
import { tidy } from './tidy.ts'
import { user } from './user.ts'
import { verify } from './verify.ts'

/** Every command, in the order of the journey. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve,
  demo,
  round,
  slips,
  submit,
  freeze,
  weigh,
  estimate,
  report,
  export: exportFiles,
  analyze,
  bench,
  backup,
  restore,
  verify,
  move,
  tidy,
  user,
}
