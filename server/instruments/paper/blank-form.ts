import { buffer } from 'node:stream/consumers'
import { paperWords } from '../../../client/words/paper.ts'
import { type Instrument, instrumentId } from '../../../surveys/instrument.ts'
import { inLanguage } from '../../../surveys/text.ts'
import { openPdf } from '../../document/pdf/open-pdf.ts'
import { copySheets, type PaperOptions, prepareSheets } from './sheets.ts'

export type BlankForm = Readonly<{
  instrument: Instrument
  contentHash: string
  /** The day the version was published, ISO; null for a draft. */
  day: string | null
  options: PaperOptions
}>

/** A form without a slip, to be printed and filled in by hand; code and QR of each sheet name the version and the page. */
export async function blankForm({ instrument, contentHash, day, options }: BlankForm): Promise<Buffer> {
  const { language } = options
  const pdf = openPdf({
    title: `${inLanguage(instrument.title, language)} (${instrumentId(instrument)})`,
    author: options.department ?? paperWords.department.vi,
    day,
    language: language === 'vi' ? 'vi-VN' : language,
  })
  const bytes = buffer(pdf as unknown as NodeJS.ReadableStream)
  const code = contentHash.slice(0, 12)
  copySheets(pdf, prepareSheets(pdf, instrument, options, 'Sheet'), {
    label: inLanguage(paperWords.number, language === 'km' ? 'vi' : language),
    code,
    qr: (page, pages) => `${instrumentId(instrument)}/${language}/${page}-${pages}/${code}`,
  })
  pdf.end()
  return bytes
}
