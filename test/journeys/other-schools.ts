import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings } from './axe-findings.ts'

export const SCHOOLS = 39
/** Points of the card as it is written below. */
const TOTAL = 100
/** Below the city, not below the Department: whoever works for the Department does not hold theirs. */
export const CITY = 'T-CT'

/** A request of the page that is open, with its session. */
const ask = (page: Page, method: string, path: string, body?: object, lock?: number) =>
  page.evaluate(
    async ({ method, path, body, lock }) => {
      const headers: Record<string, string> = {}
      if (body) headers['content-type'] = 'application/json'
      if (lock !== undefined) headers['if-match'] = `"${lock}"`
      const reply = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
      return { status: reply.status, said: await reply.json() }
    },
    { method, path, body, lock },
  )

/** The Department's list gets the schools; `an` may write it. */
export async function addSchools(an: Page) {
  const lines = Array.from({ length: SCHOOLS }, (_, at) => {
    const number = `${at + 1}`.padStart(2, '0')
    return `TH${number},Trường THPT số ${number},Trường,thpt,2025-07-01,${CITY},${CITY}`
  })
  const head = 'Mã đơn vị,Tên đơn vị,Loại đơn vị,Cấp học,Từ ngày,Mã đơn vị cấp trên,Mã đơn vị quản lý chuyên môn'
  const added = await an.evaluate(
    async (csv) => {
      const reply = await fetch('/api/units/import', {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: csv,
      })
      return { status: reply.status, said: await reply.json() }
    },
    [head, ...lines].join('\n'),
  )
  expect(added).toMatchObject({ status: 200, said: { added: SCHOOLS } })
}

/**
 * Thirty-nine schools score (`chung` for all of them), are looked at twice (`tham`) and published by one press (`giam`); their
 * figures are found again by hand.
 */
export async function theOtherSchools({
  url,
  chung,
  tham,
  giam,
}: Readonly<{ url: string } & Record<'chung' | 'tham' | 'giam', Page>>) {
  const mine = await ask(chung, 'GET', '/api/assessments')
  const years = (mine.said.assessments as { id: string; unitCode: string; lockVersion: number }[])
    .filter(({ unitCode }) => unitCode.startsWith('TH'))
    .map((year) => ({ ...year, number: Number(year.unitCode.slice(2)) }))
  expect(years).toHaveLength(SCHOOLS)
  const step = async (page: Page, path: string, method: string, body: object, lock: number): Promise<number> => {
    const reply = await ask(page, method, `/api/assessments/${path}`, body, lock)
    expect([path, reply.status]).toEqual([path, 200])
    return reply.said.lockVersion
  }
  const locks = new Map<string, number>()
  for (const { id, number, lockVersion } of years) {
    const entry = { component: 'D18.1', fact: { kind: 'ratio', numerator: number, denominator: 40 }, note: '' }
    const entered = await step(chung, `${id}/self-scores`, 'PUT', entry, lockVersion)
    locks.set(id, await step(chung, `${id}/lock`, 'POST', {}, entered))
  }
  for (const [page, what] of [
    [tham, 'ask'],
    [chung, 'answer'],
    [tham, 'settle'],
  ] as const)
    for (const { id } of years) locks.set(id, await step(page, `${id}/${what}`, 'POST', {}, locks.get(id) ?? 0))

  await giam.goto(`${url}/staff/assessment`)
  await giam.getByRole('button', { name: `Công bố ${SCHOOLS} đơn vị` }).click()
  await giam.locator('dialog[open] input[name=decision]').fill('100/QĐ-SGDĐT')
  expect(await axeFindings(giam)).toEqual([])
  await giam.locator('dialog[open] [data-confirm=publish-all]').click()
  await giam.getByText(`Đã công bố kết quả của ${SCHOOLS} đơn vị.`).waitFor()

  // Every figure of the table against the rule by hand: 4 points from 80 % on, in proportion below, of 100.
  await giam.goto(`${url}/staff/index-results`)
  await giam.locator('.units-table tbody tr').nth(SCHOOLS).waitFor()
  const rows = await giam.locator('.units-table tbody tr').evaluateAll((all) =>
    all.map((row) => ({
      name: row.querySelector('th')?.textContent ?? '',
      index: Number((row.querySelectorAll('td')[1]?.textContent ?? '').replace(',', '.')),
    })),
  )
  expect(rows).toHaveLength(SCHOOLS + 1)
  for (const { number } of years.filter(({ number }) => number % 4 === 0)) {
    const shown = rows.find(({ name }) => name.endsWith(`số ${`${number}`.padStart(2, '0')}`))?.index
    expect([number, shown]).toEqual([number, Math.round((100 * Math.min(4, number / 8) * 100) / TOTAL) / 100])
  }
  expect(rows.map(({ index }) => index)).toEqual([...rows.map(({ index }) => index)].sort((a, b) => b - a))
  expect(await axeFindings(giam)).toEqual([])
  await giam.getByRole('link', { name: 'Trường THPT số 20' }).click()
  await giam.getByText('đơn vị đã công bố').waitFor()
  expect(await axeFindings(giam)).toEqual([])
  await giam.goBack()
  await giam.locator('[data-make=decision]').click()
  await giam.locator('[data-made=decision]').waitFor()
}
