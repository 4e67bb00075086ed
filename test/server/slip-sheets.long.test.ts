import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import type { Packet, SheetOptions } from '../../server/slips/packet.ts'
import { renderSlipSheets } from '../../server/slips/sheet.ts'
import { slipUrl } from '../../server/slips/slip-page.ts'
import { formatCode } from '../../surveys/slip.ts'
import { packet, sheetOptions } from './packet-fixture.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'hailong-slips-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function sheets(packets: Packet[], options: SheetOptions = sheetOptions): Promise<Buffer> {
  const stream = new PassThrough()
  const [bytes] = await Promise.all([buffer(stream), renderSlipSheets(stream, packets, options)])
  return bytes
}

/** Tools of the system that read a page as a camera or a person would. */
const has = (tool: string) =>
  run(tool, ['--help']).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  )
const reads = (await has('pdftoppm')) && (await has('zbarimg'))
const extracts = await has('pdftotext')

test.for([8, 4] as const)(
  'every QR code of a page with %i slips is read back as the address of its slip',
  async (perPage, { skip }) => {
    if (!reads) skip('pdftoppm and zbarimg (poppler-utils, zbar-tools) are not installed')
    const made = packet(1, perPage + 1, 1)
    const file = join(folder, `qr${perPage}.pdf`)
    writeFileSync(file, await sheets([made], { ...sheetOptions, perPage }))
    await run('pdftoppm', ['-r', '150', '-f', '2', '-png', file, join(folder, `qr${perPage}`)])
    const pages = readdirSync(folder).filter((name) => name.startsWith(`qr${perPage}-`))
    const found: string[] = []
    for (const page of pages) {
      const { stdout } = await run('zbarimg', ['--raw', '-q', join(folder, page)])
      found.push(...stdout.trim().split('\n'))
    }
    expect(found.sort()).toEqual(made.codes.map((code) => slipUrl(sheetOptions.publicUrl, made.form, code)).sort())
  },
)

test('the cover names the packet and the slips carry the code to type', async ({ skip }) => {
  if (!extracts) skip('pdftotext (poppler-utils) is not installed')
  const made = packet(12, 10, 2)
  const file = join(folder, 'text.pdf')
  writeFileSync(file, await sheets([made]))
  const { stdout } = await run('pdftotext', ['-layout', file, '-'])
  const text = stdout.normalize('NFC')
  expect(text).toContain('BIÊN BẢN GIAO NHẬN GÓI PHIẾU')
  expect(text).toContain('Gói số 0012')
  expect(text).toContain('10 phiếu, gồm 8 phiếu để phát và 2 phiếu dự phòng')
  expect(text).toContain('hailong.example.vn/p')
  expect(text).toContain('Không ghi tên. Không ai biết')
  const places = made.codes.map((code) => text.indexOf(formatCode(code)))
  expect(places.filter((place) => place < 0)).toEqual([])
})

test('a packet printed again gives the same bytes, another packet others', async () => {
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(hash(await sheets([packet(3)]))).toBe(hash(await sheets([packet(3)])))
  expect(hash(await sheets([packet(3)]))).not.toBe(hash(await sheets([packet(4)])))
})

test('pages leave while later packets are still being made', async () => {
  let received = 0
  const sink = new Writable({
    write(chunk, _encoding, done) {
      received += chunk.length
      done()
    },
  })
  const seen: number[] = []
  function* packets() {
    for (let number = 0; number < 6; number++) {
      seen.push(received)
      yield packet(number, 16)
    }
  }
  await renderSlipSheets(sink, packets(), sheetOptions)
  expect(seen[5]).toBeGreaterThan(seen[2] ?? 0)
  expect(seen[2]).toBeGreaterThan(0)
})

test('a receiver that goes away ends the work with its error', async () => {
  const sink = new Writable({
    write(_chunk, _encoding, done) {
      done(new Error('gone'))
    },
  })
  await expect(renderSlipSheets(sink, [packet(1), packet(2), packet(3)], sheetOptions)).rejects.toThrow('gone')
})
