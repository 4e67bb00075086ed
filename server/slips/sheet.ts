import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { openPdf } from '../document/pdf/open-pdf.ts'
import { coverPage } from './cover-page.ts'
import type { Packet, SheetOptions } from './packet.ts'
import { paperDrawer } from './paper-page.ts'
import { slipPage } from './slip-page.ts'

/** Above this many bytes waiting for the receiver, drawing pauses. */
const WAITING = 256 * 1024

/**
 * Writes the slips of class packets as one PDF: per packet a cover and then its slips. Pages leave as soon as they are
 * drawn, so memory does not grow with the number of slips. The order of the codes is the order given.
 */
export async function renderSlipSheets(
  stream: Writable,
  packets: Iterable<Packet> | AsyncIterable<Packet>,
  options: SheetOptions,
): Promise<void> {
  const pdf = openPdf({ title: options.title, author: options.department, day: options.printedOn, language: 'vi-VN' })
  const done = finished(stream)
  // A receiver that goes away rejects `done`; without this the rejection would be nobody's until the end is awaited.
  done.catch(() => undefined)
  pdf.pipe(stream)
  const draw = options.paper && paperDrawer(options, options.paper)
  for await (const packet of packets) {
    pdf.addPage()
    coverPage(pdf, packet, options)
    // A form on paper is a sheet or several for each code, a page of slips has many codes.
    const step = draw === undefined ? options.perPage : 1
    for (let from = 0; from < packet.codes.length; from += step) {
      const codes = packet.codes.slice(from, from + step)
      if (draw) draw(pdf, packet, codes)
      else {
        pdf.addPage()
        slipPage(pdf, packet, codes, options)
      }
      await setImmediate()
      if (stream.destroyed) return done
      if (pdf.readableLength > WAITING) await Promise.race([once(stream, 'drain'), done])
    }
  }
  pdf.end()
  await done
}
