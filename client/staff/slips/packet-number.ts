import type { Packet } from '../shapes.ts'

/** As it is printed on the cover of the packet. */
export const packetNumber = (packet: Packet): string => String(packet.number).padStart(4, '0')
