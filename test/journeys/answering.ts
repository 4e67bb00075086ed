import type { Page } from 'playwright-core'

export const agree = (page: Page) => page.getByText('Đồng ý tham gia').tap()
export const heading = (page: Page, text: string) => page.getByRole('heading', { name: text, exact: false })
export const finish = (page: Page) => page.locator('[data-do=finish]').tap()
/** Presses "send now" whether it is seen or not: a page that was quicker has sent by itself, and its button is gone under the thumb. */
export const sendNow = (page: Page) => page.locator('[data-do=send]').dispatchEvent('click')
const open = (page: Page) => page.locator('fieldset[data-type]:not([hidden])')

/** The id of the question on the screen. */
export const questionOn = async (page: Page): Promise<string> => (await open(page).first().getAttribute('id')) ?? ''

/** Taps an answer and waits for the next screen, as it comes by itself. */
export async function tap(page: Page, answer: string | number): Promise<void> {
  const id = await questionOn(page)
  const fieldset = page.locator(`#${id}`)
  const label =
    typeof answer === 'string' ? fieldset.getByText(answer, { exact: true }) : fieldset.locator('label').nth(answer)
  await label.tap()
  await fieldset.waitFor({ state: 'hidden' })
}

/** Question after question to the review, as a thumb goes; `seen` is called on each screen. */
export async function tapThrough(
  page: Page,
  seen: (id: string) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let at = 0; ; at++) {
    // Between two screens there is neither for a moment; only the review ends the walk.
    await page.locator('fieldset[data-type]:visible, [data-do=finish]:visible').first().waitFor()
    if ((await open(page).count()) === 0) return
    const id = await questionOn(page)
    await seen(id)
    const type = await page.locator(`#${id}`).getAttribute('data-type')
    if (type === 'percent') await page.locator(`#${id} input`).fill('90')
    if (type === 'text' && id === 'G1') await page.locator(`#${id} textarea`).fill('Thầy cô tận tình.')
    if (type === 'scale' || type === 'single') await tap(page, at % 2)
    else {
      await page.locator('[data-do=next]').tap()
      await page.locator(`#${id}`).waitFor({ state: 'hidden' })
    }
  }
}

/** Everything at once, on one page, up to the review. */
export async function answerInList(page: Page): Promise<void> {
  await page.getByText('Tùy chọn').tap()
  await page.getByText('Hiện mọi câu trong một trang').tap()
  await page.getByText('Tùy chọn').tap()
  // Nobody can answer what is not yet on the screen: a busy phone takes its time from the notice to the questions.
  await page.locator('fieldset[data-type]:visible').first().waitFor()
  await page.evaluate(() => {
    for (const fieldset of document.querySelectorAll('fieldset[data-type]'))
      fieldset.querySelector<HTMLElement>('[type=radio]')?.click()
  })
  await page.locator('#F2 input').fill('80')
  await page.locator('[data-do=next]').tap()
  await heading(page, 'Xem lại trước khi gửi').waitFor()
}

export type StoredSheet = Readonly<{
  slip: string
  state: string
  at?: string
  answers?: Record<string, unknown>
  body?: string
  id?: string
}>

/** What lies on the phone. */
export const stored = (page: Page): Promise<StoredSheet[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('hailong')
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const all = request.result.transaction('sheets').objectStore('sheets').getAll()
          all.onsuccess = () => {
            request.result.close()
            resolve(all.result)
          }
        }
      }),
  )
