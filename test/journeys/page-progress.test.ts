import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockOf } from '../../client/respondent/lock.ts'
import { agree, answerInList, finish, questionOn, tap } from './answering.ts'
import { openSite, RECEIPT, slipCode } from './page-site.ts'
import { openPhone } from './phone.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

// Case C02: once the sheet is sent nothing is left to go on with.
test('where the browser keeps nothing the unfinished sheet waits on the server, locked, until it is sent', async () => {
  const { page, context, errors, close } = await openPhone({ blocked: true })
  await page.goto(site.url(slipCode(201)))
  await page.getByText('giữ tạm trên máy chủ').waitFor()
  await agree(page)
  for (const _ of ['A1', 'A2', 'A3']) await tap(page, 'Không hài lòng')
  await expect.poll(() => site.progress.size).toBe(1)
  // Who has the code opens it, and nobody else does.
  const lock = await lockOf(slipCode(201))
  const opened = () => lock.open([...site.progress.values()][0]?.sealed ?? '')
  await expect.poll(opened).toMatchObject({ at: 'A4', answers: { A1: 2, A2: 2, A3: 2 } })
  const strange = await lockOf(slipCode(209))
  await expect(strange.open([...site.progress.values()][0]?.sealed ?? '')).rejects.toThrow()
  const [[id, { sealed }] = ['', { sealed: '' }]] = [...site.progress]
  // Neither the answers nor the code can be read there (words long enough not to arise by chance); a sheet with one answer is as long as one with three.
  expect(id).toMatch(/^[0-9a-f]{64}$/)
  const bytes = Buffer.from(sealed, 'base64url')
  for (const secret of [slipCode(201), 'ph-th', 'answers', '"A1"']) expect(bytes.includes(secret)).toBe(false)
  expect((bytes.length - 12 - 16) % 1024).toBe(0)

  await page.close()
  const again = await context.newPage()
  await again.goto(site.url(slipCode(201)))
  await again.locator('#A4').waitFor()
  expect(await again.locator('#A3 input:checked').inputValue()).toBe('2')
  await answerInList(again)
  await finish(again)
  await again.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
  await expect.poll(() => site.progress.size).toBe(0)
  expect(site.posts).toHaveLength(1)
  expect(errors).toEqual([])
  await close()
})

test('somebody else with another slip finds nothing of it; who does not want it keeps nothing there', async () => {
  const { page, context, errors, close } = await openPhone({ blocked: true })
  await page.goto(site.url(slipCode(202)))
  await agree(page)
  await tap(page, 'Hài lòng')
  await expect.poll(() => site.progress.size).toBe(1)
  const [mine = ''] = site.progress.keys()
  const other = await context.newPage()
  await other.goto(site.url(slipCode(203)))
  await other.getByText('giữ tạm trên máy chủ').waitFor()
  await agree(other)
  await expect.poll(() => questionOn(other)).toBe('A1')
  await other.close()
  site.progress.clear()
  await page.bringToFront()
  await tap(page, 'Hài lòng')
  await page.getByText('Không giữ', { exact: true }).tap()
  await page.getByText('Xin đừng đóng trang').waitFor()
  await expect.poll(() => site.requests.filter((each) => each.startsWith('DELETE')).length).toBeGreaterThan(0)
  await tap(page, 'Hài lòng')
  await page.waitForTimeout(2000)
  // The other phone's sheet may come in as its page closes; of this one nothing is left.
  expect(site.progress.has(mine)).toBe(false)
  expect(errors).toEqual([])
  await close()
})

test('a phone that can keep its answers sends none of them before the end', async () => {
  const { page, close } = await openPhone()
  site.requests.length = 0
  await page.goto(site.url(slipCode(204)))
  await agree(page)
  for (const _ of ['A1', 'A2']) await tap(page, 'Hài lòng')
  await page.waitForTimeout(1500)
  expect(site.requests.filter((each) => each.includes('progress'))).toEqual([])
  await close()
})
