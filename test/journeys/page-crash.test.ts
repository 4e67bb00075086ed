import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { questionsOf } from '../../surveys/questionnaire.ts'
import { agree, answerInList, finish, heading, stored, tap } from './answering.ts'
import { openProfile } from './open-browser.ts'
import { openSite, RECEIPT, slipCode, taken } from './page-site.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** A browser whose memory lies in a folder that outlives it. */
const openIn = (folder: string): Promise<BrowserContext> =>
  openProfile(folder, { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, locale: 'vi-VN' })

/** The processes of the browser that uses the folder, and of no other. */
function signal(folder: string, name: 'SIGKILL' | 'SIGSTOP'): void {
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`))
        process.kill(Number(pid), name)
    } catch {}
}

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function killed(context: BrowserContext, folder: string): Promise<void> {
  const gone = context.waitForEvent('close')
  signal(folder, 'SIGKILL')
  await gone
}

const answersOf = async (context: BrowserContext) => (await stored(await pageOf(context)))[0]?.answers ?? {}
const pageOf = async (context: BrowserContext) => context.pages()[0] ?? (await context.newPage())

/** The plan against faults asks for 100; each takes one to two seconds (`BROWSER_KILLS=100`). */
const KILLS = Number(process.env.BROWSER_KILLS ?? 8)
const QUESTIONS = questionsOf(phTh)
  .flatMap(({ id, type }) => (type === 'scale' ? [id] : []))
  .slice(0, 20)

test(
  'the browser is killed after an answer, again and again: each answer is there, and it goes on at the next question',
  async () => {
    const folder = scratch()
    let context = await openIn(folder)
    for (let kill = 0; kill < KILLS; ) {
      const url = site.url(slipCode(310 + kill))
      const given: Record<string, number> = {}
      await (await pageOf(context)).goto(url)
      await agree(await pageOf(context))
      for (const [place, id] of QUESTIONS.entries()) {
        const page = await pageOf(context)
        await page.locator(`#${id}`).waitFor()
        if (place > 0) expect(await page.locator(`#${QUESTIONS[place - 1]} input:checked`).inputValue()).toBe('3')
        if (kill === KILLS) break
        await tap(page, 'Bình thường')
        given[id] = 3
        await expect.poll(async () => (await stored(page)).map(({ answers }) => answers)).toContainEqual(given)
        await killed(context, folder)
        kill++
        context = await openIn(folder)
        await (await pageOf(context)).goto(url)
        expect((await stored(await pageOf(context))).map(({ answers }) => answers)).toContainEqual(given)
      }
    }
    await context.close()
  },
  60_000 + KILLS * 15_000,
)

test('the browser is killed after sending without a network: the sheet is there and is sent once', async () => {
  const folder = scratch()
  let context = await openIn(folder)
  const page = await pageOf(context)
  await page.goto(site.url(slipCode(301)))
  await agree(page)
  await answerInList(page)
  await context.setOffline(true)
  await finish(page)
  await heading(page, 'Đã lưu trên máy, chưa gửi').waitFor()
  await killed(context, folder)
  site.posts.length = 0
  site.reply(() => taken)
  context = await openIn(folder)
  const again = await pageOf(context)
  await again.goto(site.url(slipCode(301)))
  await again.locator('#receipt').filter({ hasText: RECEIPT }).waitFor()
  expect(site.posts).toHaveLength(1)
  await context.close()
})

/** A disk of its own: what is copied of it at one moment is what a battery that dies at that moment leaves. */
function makeDisk(folder: string): string {
  const image = join(folder, 'disk')
  execFileSync('truncate', ['-s', '128M', image])
  execFileSync('mkfs.ext4', ['-q', image])
  return image
}

function mount(image: string, at: string): void {
  mkdirSync(at, { recursive: true })
  execFileSync('mount', ['-o', 'loop', image, at])
  onTestFinished(() => {
    execFileSync('umount', ['-l', at])
  })
}

/** Why no disk can be made here; containers often forbid it to root, too. */
function noDisk(): string | undefined {
  const folder = scratch()
  try {
    execFileSync('mount', ['-o', 'loop', makeDisk(folder), folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return undefined
  } catch {
    return 'a disk of its own cannot be mounted here (needs root and mkfs.ext4)'
  }
}

/** Answers three questions and lets the battery die in the moment the phone says it is kept; what is there afterwards. */
async function answersAfterPowerCut(seed: number, strict: boolean): Promise<Record<string, unknown>> {
  const folder = scratch()
  const image = makeDisk(folder)
  const before = join(folder, 'before')
  mount(image, before)
  const context = await openIn(join(before, 'profile'))
  const page = await pageOf(context)
  if (!strict)
    await page.addInitScript(() => {
      const { transaction } = IDBDatabase.prototype
      IDBDatabase.prototype.transaction = function (names, mode) {
        return transaction.call(this, names, mode)
      }
    })
  await page.goto(site.url(slipCode(seed)))
  await agree(page)
  await page.locator('#A1').waitFor()
  // What the browser itself writes at its start must be down, or it would not know the site at all.
  execFileSync('sync')
  for (const _ of ['A1', 'A2', 'A3']) await tap(page, 'Bình thường')
  await page.locator('#A4').waitFor()
  await expect.poll(() => answersOf(context)).toEqual({ A1: 3, A2: 3, A3: 3 })
  signal(join(before, 'profile'), 'SIGSTOP')
  execFileSync('cp', [image, `${image}-cut`])
  await killed(context, join(before, 'profile'))
  const after = join(folder, 'after')
  mount(`${image}-cut`, after)
  rmSync(join(after, 'profile/SingletonLock'), { force: true })
  const again = await openIn(join(after, 'profile'))
  await (await pageOf(again)).goto(site.url())
  const found = await answersOf(again)
  await again.close()
  return found
}

test('the battery dies after an answer: what the page took is on the disk', async (context) => {
  const reason = noDisk()
  if (reason) context.skip(reason)
  expect(await answersAfterPowerCut(302, true)).toEqual({ A1: 3, A2: 3, A3: 3 })
  // The same without the strict durability that the page asks for: the last answers are gone, so the cut is a cut. On a busy
  // machine the system may have written them by itself before the battery died, which proves nothing; not every time, though.
  let lost = false
  for (let turn = 0; turn < 3 && !lost; turn++)
    lost = Object.keys(await answersAfterPowerCut(303 + turn, false)).length < 3
  expect(lost).toBe(true)
})
