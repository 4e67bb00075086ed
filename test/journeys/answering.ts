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

export type Screen = Readonly<{ id: string; type: string | undefined }>

/** The next question after the one that was answered, or `undefined` at the review; in one word with the page, as often as it is asked. */
export const nextScreen = (page: Page, answered: string): Promise<Screen | undefined> =>
  page.evaluate(async (answered) => {
    // Between two screens there is neither for a moment; only the review ends the walk.
    const from = performance.now()
    while (performance.now() - from < 60_000) {
      const here = [...document.querySelectorAll<HTMLElement>('fieldset[data-type], [data-do=finish]')].find((one) =>
        one.checkVisibility(),
      )
      if (here && here.id !== answered) return here.id ? { id: here.id, type: here.dataset.type } : undefined
      await new Promise(requestAnimationFrame)
    }
    throw new Error(`no screen came after ${answered}`)
  }, answered)

/** Question after question to the review, as a thumb goes; `seen` is called on each screen. */
export async function tapThrough(
  page: Page,
  seen: (id: string) => Promise<void> = async () => undefined,
): Promise<void> {
  let here = await nextScreen(page, '')
  for (let at = 0; here; at++) {
    const { id, type } = here
    const fieldset = page.locator(`#${id}`)
    await seen(id)
    if (type === 'percent') await fieldset.locator('input').fill('90')
    if (type === 'text' && id === 'G1') await fieldset.locator('textarea').fill('Thầy cô tận tình.')
    if (type === 'scale' || type === 'single')
      await fieldset
        .locator('label')
        .nth(at % 2)
        .tap()
    else await page.locator('[data-do=next]').tap()
    here = await nextScreen(page, id)
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
