import type { Command } from './command.ts'
import { serve } from './serve.ts'
import { user } from './user.ts'
import { verify } from './verify.ts'

/** Every command, in the order of the journey. */
export const COMMANDS: Readonly<Record<string, Command>> = { serve, verify, user }
