import { expect, test } from 'vitest'
import { paragraph } from '../../server/document/outline.ts'
import { writePdf } from '../../server/document/pdf/write-pdf.ts'
import { json, world } from '../world.ts'
import { makePdf } from './make-pdf.ts'
import { textWorker } from './reading-workers.ts'
import { type Caller, code, keepPaper, keptId, openedYears, percent, read } from './year-fixture.ts'

type View = {
  open: string | null
  lockVersion: number
  papers: { component: string; evidence: string; line: number | null; stage: string; abstract: string }[]
  checklist: {
    wanted: number
    none: number
    some: number
    complete: number
    lines: { component: string; state: string; missing: string[] }[]
  }
}

async function schools(options: Parameters<typeof world>[0] = {}) {
  const at = await world({ now: '2021-12-01T02:00:00Z', ...options })
  const years = await openedYears(at, 'don-vi-truc-thuoc@2021.1', ['u1', 'u2'])
  const [one, two] = [await years.assessorOf('u1'), await years.assessorOf('u2')]
  const own = years.yearOf('u1')
  const attach = (who: Caller, component: string, evidence: string, line: number | null = null, id = own) =>
    who(`/api/assessments/${id}/evidence`, json('POST', { component, evidence, line }))
  const detach = (who: Caller, component: string, evidence: string) =>
    who(`/api/assessments/${own}/evidence/${component}/${evidence}`, { method: 'DELETE' })
  const view = (who: Caller = one) => read<View>(who(`/api/assessments/${own}/evidence`))
  const lineOf = async (component: string) =>
    (await view()).checklist.lines.find((line) => line.component === component)
  return { ...at, ...years, one, two, own, attach, detach, view, lineOf }
}

test('one paper proves many lines, the checklist says what is missing, and what is locked stays as it is', async () => {
  const { one, two, own, attach, detach, view, lineOf, send, appraiser, db, yearOf } = await schools()
  const paper = await keptId(keepPaper(one, 'u1'))
  const more = await keptId(keepPaper(one, 'u1'))
  expect((await view()).checklist).toMatchObject({ wanted: 25, none: 25, some: 0, complete: 0 })
  for (const component of ['D01.1', 'D02.1', 'D18.1'])
    expect((await attach(one, component, paper)).status, component).toBe(200)
  // Said again it is nothing new.
  const { lockVersion } = await view()
  expect((await attach(one, 'D01.1', paper)).status).toBe(200)
  expect(await view()).toMatchObject({ lockVersion, papers: { length: 3 }, checklist: { none: 22, complete: 3 } })
  await send(one, own, 'self-scores', { component: 'D08.1', fact: { kind: 'nothing_arose' }, note: '' })
  await send(one, own, 'self-scores', { component: 'D04.1', fact: { kind: 'met', met: false }, note: '' })
  expect([(await lineOf('D08.1'))?.state, (await lineOf('D04.1'))?.state]).toEqual(['not_needed', 'not_needed'])
  expect((await detach(one, 'D02.1', paper)).status).toBe(200)
  expect(await lineOf('D02.1')).toMatchObject({ state: 'none', missing: ['Báo cáo 6 tháng (file pdf)'] })

  // What cannot be, each by its name.
  const foreign = await keptId(keepPaper(two, 'u2'))
  expect(await code(attach(one, 'D05.1', foreign))).toBe('not_found')
  expect(await code(attach(one, 'X01.1', paper))).toBe('input_invalid component_unknown')
  expect(await code(attach(one, 'D05.1', paper, 1))).toBe('input_invalid evidence_line_unknown')
  expect(await code(attach(two, 'D05.1', foreign))).toBe('not_found')
  expect(await code(attach(appraiser, 'D05.1', paper))).toBe('not_permitted')
  expect(await code(detach(one, 'D05.1', paper))).toBe('not_found')
  expect(await code(one(`/api/evidence/${paper}/withdraw`, json('POST', {}, { 'if-match': '"1"' })))).toBe(
    'evidence_in_use used_component used_component',
  )
  await expect(
    db.updateTable('evidence').set({ withdrawnAt: 'x', withdrawnBy: 'x' }).where('id', '=', paper).execute(),
  ).rejects.toThrow(/never withdrawn/)
  // The appraiser opens what is within reach, the other school does not even learn of it.
  expect((await appraiser(`/api/evidence/${paper}/file`)).status).toBe(200)
  expect((await two(`/api/evidence/${paper}/file`)).status).toBe(404)
  expect((await two(`/api/assessments/${own}/evidence`)).status).toBe(404)

  // Locked: no paper comes, none goes, and the database itself holds it.
  await send(one, own, 'self-scores', { component: 'D18.1', fact: percent(9, 10), note: '' })
  await send(one, own, 'lock')
  expect(await view()).toMatchObject({ open: null, papers: { length: 2 } })
  expect(await code(attach(one, 'D05.1', more))).toBe('year_locked')
  expect(await code(detach(one, 'D01.1', paper))).toBe('year_locked')
  const row = {
    assessmentId: own,
    componentId: 'D05.1',
    evidenceId: more,
    line: null,
    stage: 'self',
    addedBy: 'x',
    addedAt: 'x',
  }
  await expect(db.insertInto('assessmentEvidence').values(row).execute()).rejects.toThrow(/closed/)
  await expect(db.deleteFrom('assessmentEvidence').execute()).rejects.toThrow(/closed/)

  // Explaining: papers come for the lines that were asked about, and only those can go again.
  await send(appraiser, own, 'appraisals', { component: 'D18.1', fact: percent(8, 10), note: 'thiếu', asked: true })
  await send(appraiser, own, 'ask')
  expect(await view()).toMatchObject({ open: 'explanation', asked: ['D18.1'] })
  expect(await code(attach(one, 'D05.1', more))).toBe('year_locked not_asked')
  expect((await attach(one, 'D18.1', more)).status).toBe(200)
  expect(await code(detach(one, 'D18.1', paper))).toBe('year_locked')
  expect((await detach(one, 'D18.1', more)).status).toBe(200)
  expect((await attach(one, 'D18.1', more)).status).toBe(200)
  await send(one, own, 'answer')
  expect(await code(attach(one, 'D18.1', foreign))).toBe('year_locked')
  expect(await code(detach(one, 'D18.1', more))).toBe('year_locked')
  expect((await view()).papers.map(({ component, stage }) => `${component} ${stage}`).sort()).toEqual([
    'D01.1 self',
    'D18.1 explanation',
    'D18.1 self',
  ])
  const trail = await db.selectFrom('auditEntry').select('action').where('object', '=', own).execute()
  expect(trail.filter(({ action }) => /attach|detach/.test(action))).toHaveLength(7)
  expect(yearOf('u2')).not.toBe(own)
})

test('whoever locks the year locks what he has read', async () => {
  const { one, own, attach } = await schools()
  const paper = await keptId(keepPaper(one, 'u1'))
  const lock = (version: number) =>
    one(`/api/assessments/${own}/lock`, json('POST', {}, { 'if-match': `"${version}"` }))
  await attach(one, 'D01.1', paper)
  expect(await code(lock(1))).toBe('stale')
})

test('papers are found by number, issuer, abstract and their own words, with marks and without', async () => {
  const { one, two, appraiser, designer } = await schools({ textWorker: await textWorker() })
  const words = (text: string) =>
    writePdf({
      title: 'x',
      creator: 'x',
      description: '',
      sections: [
        { pieces: [paragraph(text)], mark: null },
        { pieces: [paragraph('Nơi nhận: phòng Tổ chức cán bộ')], mark: null },
      ],
    })
  await keepPaper(
    one,
    'u1',
    { number: '45/QĐ-SGDĐT', abstract: 'Kiểm tra công vụ' },
    await words('Căn cứ quy chế quản lý hồ sơ'),
  )
  await keepPaper(two, 'u2', { number: '46/BC', issuer: 'Trường THPT Hoà Tú', abstract: 'Báo cáo năm' })
  const found = async (who: Caller, q: string) =>
    (
      await read<{ evidence: { number: string; place: { page: number; around: string } | null }[] }>(
        who(`/api/evidence?${new URLSearchParams({ q })}`),
      )
    ).evidence
  const numbers = async (who: Caller, q: string) => (await found(who, q)).map(({ number }) => number)
  expect(await numbers(one, '45/qd')).toEqual(['45/QĐ-SGDĐT'])
  expect(await numbers(appraiser, 'hoa tu')).toEqual(['46/BC'])
  expect(await numbers(appraiser, 'Hòa Tú')).toEqual(['46/BC'])
  expect(await numbers(appraiser, 'Họa')).toEqual([])
  expect(await numbers(one, 'quản lí')).toEqual(['45/QĐ-SGDĐT'])
  expect((await found(one, 'to chuc can bo'))[0]?.place).toEqual({
    page: 2,
    around: 'Căn cứ quy chế quản lý hồ sơ Nơi nhận: phòng Tổ chức cán bộ',
  })
  expect((await found(one, 'công vụ'))[0]?.place).toBeNull()
  // Never out of reach, and no sign that means something to the database.
  expect(await numbers(two, 'hồ sơ')).toEqual([])
  for (const q of ['%', '_', "' or 1=1 --", '\\', '"']) expect(await numbers(designer, q), q).toEqual([])
  expect(await numbers(designer, '')).toHaveLength(2)
  const page = await read<{ evidence: unknown[]; more: boolean }>(designer('/api/evidence?limit=1'))
  expect([page.evidence.length, page.more]).toEqual([1, true])
  expect((await designer('/api/evidence?unit=u2')).status).toBe(200)
})

test('the same file twice is told as the paper that is there; scans too large and locked files are refused by name', async () => {
  const { one, db } = await schools()
  const bytes = makePdf()
  const first = await keptId(keepPaper(one, 'u1', {}, bytes))
  const again = await keepPaper(one, 'u1', {}, bytes)
  expect(await read(again)).toMatchObject({ code: 'already_there', detail: { evidence: first } })
  expect(await code(keepPaper(one, 'u1', {}, makePdf({ trailer: '/Encrypt 4 0 R' })))).toBe(
    'evidence_refused pdf_encrypted',
  )
  const huge = one(
    `/api/evidence?${new URLSearchParams({ number: '1', issuedOn: '2021-01-01', issuer: 'x', abstract: 'x', unit: 'u1' })}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', 'content-length': '300000000' },
      body: bytes as BodyInit,
    },
  )
  expect(await read(huge)).toMatchObject({ code: 'too_large', detail: { limitBytes: 30_000_000 } })
  expect(await db.selectFrom('evidence').select('id').execute()).toEqual([{ id: first }])
})
