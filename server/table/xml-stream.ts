import { type SaxesOptions, SaxesParser, type TagForOptions } from 'saxes'
import { ImportRefused } from './import-refused.ts'

export type XmlHandlers = Readonly<{
  /** `name` without prefix; `path` is the names of the elements around it. */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}>

const DEEPEST = 64
const local = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Reads one XML part of a workbook as a stream. A document type is refused whatever it says: no part of a workbook has
 * one, and entities that grow or reach out can only be declared there.
 *
 * @throws ImportRefused xml_dtd, xml_malformed {part, line}
 */
export async function readXml(part: string, chunks: AsyncIterable<unknown>, handlers: XmlHandlers): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = new SaxesParser<SaxesOptions>({ xmlns: false, position: true })
  let depth = 0
  const malformed = () => new ImportRefused('xml_malformed', { part, line: parser.line })
  parser.on('error', () => {
    throw malformed()
  })
  parser.on('doctype', () => {
    throw new ImportRefused('xml_dtd', { part })
  })
  parser.on('opentag', (tag: TagForOptions<SaxesOptions>) => {
    depth++
    if (depth > DEEPEST) throw malformed()
    handlers.open?.(local(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag: TagForOptions<SaxesOptions>) => {
    depth--
    handlers.close?.(local(tag.name))
  })
  if (handlers.text) {
    parser.on('text', handlers.text)
    parser.on('cdata', handlers.text)
  }
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw malformed()
    }
  }
  let begun = false
  for await (const chunk of chunks) {
    const text = decode(chunk as Uint8Array)
    if (text === '') continue
    begun = true
    parser.write(text)
  }
  const rest = decode()
  if (rest !== '') parser.write(rest)
  if (!begun) throw malformed()
  parser.close()
}
