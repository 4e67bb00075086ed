import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { tinos } from '../document/font.ts'
import { coverPage } from './cover-page.ts'
import type { Packet, SheetOptions } from './packet.ts'
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
  const pdf = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    // It would keep the shape of every code ever set, and memory would grow with the slips.
    fontLayoutCache: false,
    pdfVersion: '1.7',
    lang: 'vi-VN',
    info: {
      Title: options.title,
      Author: options.department,
      CreationDate: new Date(`${options.printedOn}T00:00:00Z`),
    },
  })
  for (const face of ['regular', 'bold', 'italic'] as const) pdf.registerFont(face, tinos(face))
  const done = finished(stream)
  // A receiver that goes away rejects `done`; without this the rejection would be nobody's until the end is awaited.
  done.catch(() => undefined)
  pdf.pipe(stream)
  for await (const packet of packets) {
    pdf.addPage()
    coverPage(pdf, packet, options)
    for (let from = 0; from < packet.codes.length; from += options.perPage) {
      pdf.addPage()
      slipPage(pdf, packet, packet.codes.slice(from, from + options.perPage), options)
      await setImmediate()
      if (stream.destroyed) return done
      if (pdf.readableLength > WAITING) await Promise.race([once(stream, 'drain'), done])
    }
  }
  pdf.end()
  await done
}
