import type { Case, Things } from './case.ts'
import { addresses } from './cases-of-addresses.ts'
import { asking } from './cases-of-asking.ts'
import { doors } from './cases-of-doors.ts'
import { files } from './cases-of-files.ts'
import { sheets } from './cases-of-sheets.ts'

export const casesOf = (things: Things): Case[] => [
  ...addresses(things),
  ...sheets(things),
  ...doors(things),
  ...files(things),
  ...asking(things),
]
