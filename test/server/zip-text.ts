import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { fromBuffer, type Options, type ZipFile } from 'yauzl'

const open = promisify<Buffer, Options, ZipFile>(fromBuffer)

/** Texts of a ZIP file by path. */
export const zipTexts = async (bytes: Buffer): Promise<Map<string, string>> =>
  new Map([...(await zipBytes(bytes))].map(([name, content]) => [name, content.toString('utf8')]))

/** Files of a ZIP file by path, in their order. */
export async function zipBytes(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await open(bytes, { lazyEntries: false, autoClose: false })
  const files = new Map<string, Buffer>()
  const waiting: Promise<void>[] = []
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry) => {
      const read = promisify(zip.openReadStream.bind(zip))
      files.set(entry.fileName, Buffer.alloc(0))
      waiting.push(
        read(entry).then(async (stream) => {
          files.set(entry.fileName, await buffer(stream))
        }),
      )
    })
    zip.on('end', resolve)
    zip.on('error', reject)
  })
  await Promise.all(waiting)
  return files
}

/** The text a reader sees in a part of a DOCX, one line per paragraph. */
export const visible = (xml: string): string =>
  xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
