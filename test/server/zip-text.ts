import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { fromBuffer, type Options, type ZipFile } from 'yauzl'

const open = promisify<Buffer, Options, ZipFile>(fromBuffer)

/** Texts of a ZIP file by path. */
export async function zipTexts(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await open(bytes, { lazyEntries: false, autoClose: false })
  const texts = new Map<string, string>()
  const waiting: Promise<void>[] = []
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry) => {
      const read = promisify(zip.openReadStream.bind(zip))
      waiting.push(
        read(entry).then(async (stream) => {
          texts.set(entry.fileName, (await buffer(stream)).toString('utf8'))
        }),
      )
    })
    zip.on('end', resolve)
    zip.on('error', reject)
  })
  await Promise.all(waiting)
  return texts
}

/** The text a reader sees in a part of a DOCX, one line per paragraph. */
export const visible = (xml: string): string =>
  xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
