import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { csvOf } from '../../server/dataset/table.ts'
import { exportApart } from '../../server/weights/export-apart.ts'
import { EXPORT_FORMATS, type ExportJob } from '../../server/weights/make-export.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { world } from '../world.ts'

const root = join(import.meta.dirname, '..', '..')

/** The thread's program as the server's build makes it, where it finds the packages it loads. */
async function exportWorker(): Promise<string> {
  await mkdir(join(root, '.cache'), { recursive: true })
  const outDir = await mkdtemp(join(root, '.cache', 'export-worker-'))
  onTestFinished(() => rm(outDir, { recursive: true, force: true }))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ...{ ssr: true, target: 'node20', outDir, minify: false },
      rolldownOptions: {
        input: { 'export-worker': join(root, 'server/weights/export-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  })
  return join(outDir, 'export-worker.mjs')
}

const HEAD = 'class,school,stratum,level,area,form,mode,handed_by,language,day,notice,flags,A1'.split(',')
const job = (format: ExportJob['format']): ExportJob => ({
  format,
  about: {
    ...{ slug: 'so-lieu', title: 'Khảo sát', authority: 'Sở', year: 2021, place: 'Sóc Trăng', hash: '0'.repeat(64) },
    ...{ weighting: null, simulated: false },
  },
  bytes: csvOf([
    HEAD,
    ...Array.from({ length: 200 }, (_, row) => [
      ...['S1/1', 'S1', 'th|Kế Sách', 'th', 'Kế Sách', 'ph-th@2021.1', 'qr', '', 'vi', '2021-10-05', '1', ''],
      String(1 + (row % 5)),
    ]),
  ]),
  instruments: [FORMS['ph-th']],
  weights: Float64Array.from({ length: 200 }, (_, row) => 1 + row / 7),
})

test('files for analysts are the same, made in a thread of their own; this one meanwhile does other work', async () => {
  const program = await exportWorker()
  for (const format of EXPORT_FORMATS) {
    const [apart, here] = [await exportApart(job(format), program), await exportApart(job(format))]
    const about = [format, here.name, here.type]
    expect([format, apart.name, apart.type]).toEqual(about)
    // A workbook and an archive tell the moment they were made.
    if (here.type.includes('zip') || format === 'xlsx') expect(apart.bytes.length, format).toBeGreaterThan(1_000)
    else expect(Buffer.from(apart.bytes).equals(Buffer.from(here.bytes)), format).toBe(true)
  }
  let turns = 0
  let made = false
  const turn = () => {
    turns += 1
    if (!made) setImmediate(turn)
  }
  setImmediate(turn)
  await exportApart(job('csv'), program)
  made = true
  expect(turns).toBeGreaterThan(1)
})

test('a thread that fails, or ends without a file, is a failure for whoever asked, and nobody waits for ever', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-thread-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [source, why] of [
    ["throw new Error('no more')", 'no more'],
    ['process.exit(0)', 'ended without one'],
  ] as const) {
    const program = join(folder, `${source.length}.mjs`)
    await writeFile(program, source)
    await expect(exportApart(job('csv'), program)).rejects.toThrow(why)
  }
})

test('the built server has the program of that thread beside it', async () => {
  const built = await readFile(join(root, 'server/deploy/build.mjs'), 'utf8')
  const made = await readFile(join(root, 'server/make-deps.ts'), 'utf8')
  expect(built).toContain("'server/weights/export-worker.ts'")
  expect(made).toContain("'export-worker.js'")
  // Tests make the files in their own thread.
  expect((await world()).deps.exportWorker).toBeUndefined()
})
