import type { DistributionInput } from './distribution-input.ts'
import { sumOf } from './plan-sums.ts'

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

/** Every number of the packets against the ledger of the draw and the database's own count. Empty means the document may be made. */
export function checkDistribution({ packets, levels, check, calendar }: DistributionInput): string[] {
  const numbers = new Set<number>()
  const faults = packets.flatMap((packet) => {
    const at = `packet ${packet.number}`
    const wrong: string[] = []
    if (![packet.drawn, packet.reserve, packet.slips].every(isCount))
      wrong.push(
        `${at}: drawn ${packet.drawn}, reserve ${packet.reserve}, slips ${packet.slips} are not whole numbers from 0 up`,
      )
    if (packet.drawn + packet.reserve !== packet.slips)
      wrong.push(`${at}: slips ${packet.slips} are not drawn ${packet.drawn} + reserve ${packet.reserve}`)
    const pupils = check.pupilsOfClass[packet.classCode] ?? 0
    if (packet.drawn !== pupils) wrong.push(`${at}: drawn ${packet.drawn}, in the ledger of the draw ${pupils}`)
    if (!levels.some(({ id }) => id === packet.level)) wrong.push(`${at}: unknown level ${packet.level}`)
    if (numbers.has(packet.number)) wrong.push(`${at}: given twice`)
    numbers.add(packet.number)
    return wrong
  })
  const slips = sumOf(packets, (packet) => packet.slips)
  if (slips !== check.slips) faults.push(`packets: slips ${slips}, in the database ${check.slips}`)
  for (const column of ['level', 'area'] as const) {
    let parts = 0
    for (const value of new Set(packets.map((packet) => packet[column])))
      parts += sumOf(
        packets.filter((packet) => packet[column] === value),
        (packet) => packet.drawn + packet.reserve,
      )
    if (parts !== check.slips) faults.push(`packets by ${column}: ${parts} slips, in the database ${check.slips}`)
  }
  for (const { name, startsOn, endsOn } of calendar)
    if (endsOn < startsOn) faults.push(`calendar ${name}: ends on ${endsOn} before it starts on ${startsOn}`)
  return faults
}
