import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { TABLE_FORMATS, writeTable } from '../../server/export/write-table.ts'
import { ABOUT, PAYLOADS, TABLE } from './export-table-fixture.ts'

const has = (...words: [string, ...string[]]): boolean => {
  try {
    execFileSync(words[0], words.slice(1), { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}
const tools = { pspp: false, r: false, survey: false, haven: false, soffice: false }
beforeAll(() => {
  const r = (name: string) => has('Rscript', '-e', `stopifnot(requireNamespace("${name}", quietly = TRUE))`)
  tools.pspp = has('pspp', '--version')
  tools.r = has('Rscript', '--version')
  tools.survey = tools.r && r('survey')
  tools.haven = tools.r && r('haven')
  tools.soffice = has('soffice', '--version')
}, 120_000)

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hailong-export-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}
async function written(format: (typeof TABLE_FORMATS)[number]): Promise<{ dir: string; names: string[] }> {
  const dir = await folder()
  const files = await writeTable(format, TABLE, ABOUT)
  for (const { name, bytes } of files) await writeFile(join(dir, name), bytes)
  return { dir, names: files.map(({ name }) => name) }
}
/** In UTF-8, as analysts' machines are: without a locale R writes `<U+1EA5>` for letters and reads no script that has them. */
const run = (dir: string, program: string, ...words: string[]): string =>
  execFileSync(program, words, {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    timeout: 120_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  })

test('the same rows give the same bytes in every format but the workbook', async () => {
  for (const format of TABLE_FORMATS.filter((one) => one !== 'xlsx'))
    expect(await writeTable(format, TABLE, ABOUT)).toEqual(await writeTable(format, TABLE, ABOUT))
})

test('PSPP reads the SPSS file: labels, values, both reasons for a missing answer', { timeout: 120_000 }, async ({
  skip,
}) => {
  if (!tools.pspp) skip('PSPP is not installed')
  const { dir, names } = await written('sav')
  await writeFile(
    join(dir, 'look.sps'),
    `GET FILE="${names[0]}".\nDISPLAY DICTIONARY.\nDESCRIPTIVES A1 weight.\nFREQUENCIES A1.\nLIST school A1 weight with_.\n`,
  )
  const said = run(dir, 'pspp', '-o', '-', '-O', 'format=csv', 'look.sps')
  expect(said).not.toMatch(/error|warning/i)
  expect(said).toContain('nước sạch cho học sinh uống hằng ngày')
  expect(said).toContain('Rất không hài lòng')
  expect(said).toContain('ភាសាខ្មែរ')
  const values = TABLE.rows.map((row) => row[2]).filter((value) => typeof value === 'number')
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const line = said.split('\n').find((one) => /^"?Trường có đủ.*,\d+,/.test(one)) ?? ''
  const [count, shown] = line.split(',').slice(-5)
  expect([Number(count), Number(shown)]).toEqual([values.length, expect.closeTo(mean, 2)])
  expect(said).toMatch(/-8/)
  expect(said).toMatch(/-9/)
})

test('haven, a reader of its own, sees the same in the SPSS and the Stata file', { timeout: 120_000 }, async ({
  skip,
}) => {
  if (!tools.haven) skip('R or its package haven is not installed')
  for (const [format, reader] of [
    ['sav', 'read_sav'],
    ['dta', 'read_dta'],
  ] as const) {
    const { dir, names } = await written(format)
    const script = `d <- haven::${reader}("${names[0]}")
      cat(nrow(d), ncol(d), "\\n"); cat(sum(is.na(d$A1)), sum(!is.na(d$A1)), "\\n")
      cat(sprintf("%.10f", mean(d$weight)), "\\n"); cat(names(attr(d$A1, "labels"))[1], "\\n"); cat(attr(d$A1, "label"), "\\n")
      cat(d[[2]][1], "\\n"); cat(d[[5]][1], "\\n"); ${format === 'dta' ? 'cat(haven::na_tag(d$A1[2:3]), "\\n")' : 'cat("\\n")'}`
    const lines = run(dir, 'Rscript', '-e', script)
      .split('\n')
      .map((line) => line.trim())
    const weights = TABLE.rows.map((row) => row[3] as number)
    const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length
    expect(lines.slice(0, 5), format).toEqual([
      `${PAYLOADS.length} 6`,
      `2 ${PAYLOADS.length - 2}`,
      mean.toFixed(10),
      'Rất không hài lòng',
      TABLE.columns[2].label,
    ])
    expect(lines.slice(5, 8), format).toEqual(['=1+1', 'ឆ្នាំ', format === 'dta' ? 'a b' : ''])
  }
})

test('R runs the script beside the CSV', { timeout: 120_000 }, async ({ skip }) => {
  if (!tools.r) skip('R is not installed')
  const { dir, names } = await written('r')
  const script = names.find((name) => name.endsWith('.R'))
  const said = run(
    dir,
    'Rscript',
    '-e',
    `options(encoding = "UTF-8"); source("${script}"); cat(nrow(data), class(data$A1), levels(data$A1_label)[1], attr(data$A1, "label"), if (exists("design")) sprintf("%.8f", coef(survey::svymean(~A1, design, na.rm = TRUE))) else "", sep = "\\n")`,
  )
  const rows = TABLE.rows.filter((row) => typeof row[2] === 'number') as (readonly number[])[]
  const total = rows.reduce((sum, row) => sum + row[3], 0)
  const mean = rows.reduce((sum, row) => sum + row[2] * row[3], 0) / total
  expect(said.split('\n').slice(0, 5)).toEqual([
    String(PAYLOADS.length),
    'numeric',
    'Rất không hài lòng',
    TABLE.columns[2].label,
    tools.survey ? mean.toFixed(8) : '',
  ])
})

// Cases H02 and H03: formulas in cells, in the heads of columns and in the labels of values.
test('LibreOffice finds no formula in any workbook or CSV', { timeout: 240_000 }, async ({ skip }) => {
  if (!tools.soffice) skip('LibreOffice is not installed')
  for (const format of ['csv', 'xlsx'] as const) {
    const { dir, names } = await written(format)
    // Flat XML says of each cell whether it is computed. Cells of a CSV are separated as in Việt Nam and as in America.
    for (const separators of format === 'csv' ? ['44', '59', '9'] : ['']) {
      const filter = separators ? [`--infilter=CSV:${separators},34,76,1,,1066,false,true,false,false`] : []
      run(
        dir,
        'soffice',
        `-env:UserInstallation=file://${dir}/profile`,
        '--headless',
        ...filter,
        '--convert-to',
        'fods',
        names[0],
      )
      const cells = await readFile(join(dir, names[0].replace(/\.\w+$/, '.fods')), 'utf8')
      expect(cells).toContain('1+1')
      expect(cells, `${format} ${separators}`).not.toContain('table:formula=')
    }
  }
  // The control: the same texts with nothing in front of them.
  const dir = await folder()
  await writeFile(join(dir, 'raw.csv'), PAYLOADS.slice(0, 3).join('\n'))
  run(
    dir,
    'soffice',
    `-env:UserInstallation=file://${dir}/profile`,
    '--headless',
    '--infilter=CSV:44,34,76,1,,1066,false,true,false,true',
    '--convert-to',
    'fods',
    'raw.csv',
  )
  expect(await readFile(join(dir, 'raw.fods'), 'utf8')).toContain('table:formula=')
})
