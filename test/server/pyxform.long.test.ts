import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { writeWorkbook } from '../../server/instruments/workbook-file.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { everyType } from '../surveys/every-type.ts'
import { tutorialWorkbook } from '../surveys/tutorial-workbook.ts'

/** The reference converter of XLSForm, a program of Python; where it is not installed these checks say so. */
const run = promisify(execFile)
const PYTHON = process.env.PYTHON ?? 'python3'
const present = await run(PYTHON, ['-c', 'import pyxform']).then(
  () => true,
  () => false,
)
const WITHOUT = 'pyxform is not installed for python3 (pip install pyxform)'

/** The XForm that pyxform makes of a workbook; its own complaint where it makes none. */
async function converted(workbook: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-pyxform-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [from, to] = [join(folder, 'form.xlsx'), join(folder, 'form.xml')]
  await writeFile(from, workbook)
  await run(PYTHON, ['-m', 'pyxform.xls2xform', from, to, '--skip_validate'])
  return readFile(to, 'utf8')
}

for (const [name, form] of [...Object.entries(FORMS), ['every type', everyType] as const])
  test(`pyxform converts the workbook of ${name}`, { timeout: 60_000 }, async ({ skip }) => {
    if (!present) skip(WITHOUT)
    const xml = await converted(await writeWorkbook(writeXlsform(form)))
    for (const { id } of questionsOf(form)) expect(xml, id).toMatch(new RegExp(`<${id}[ />]`))
  })

test('pyxform converts the workbook in the style of the tutorials', { timeout: 60_000 }, async ({ skip }) => {
  if (!present) skip(WITHOUT)
  expect(await converted(await tutorialWorkbook())).toContain('<household')
})
