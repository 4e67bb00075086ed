import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { measurePages } from '../../server/bench/page-times.ts'
import { plainPage } from '../../server/bench/plain-page.ts'
import { renderPage } from '../../server/responses/page.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { samplePage, sampleProgram } from './page-site.ts'

test('the times of a page are those of its first answer, beside a plain page in the same run', async () => {
  const plain = brotliCompressSync(plainPage(phTh))
  const ours = renderPage(samplePage(), await sampleProgram())
  const line = { runs: 1, cpu: 1, kbit: 4_000, rttMs: 20, chromium: process.env.CHROMIUM ?? '/usr/bin/chromium' }
  const late = {
    brotli: brotliCompressSync(
      plainPage(phTh).replace('<script>', '<script>setTimeout(()=>').replace('</script>', ',2500)</script>'),
    ),
  }
  const times = await measurePages({ plain: { brotli: plain }, ours, late }, line)
  for (const { visible, interactive } of Object.values(times)) {
    expect(visible).toHaveLength(1)
    expect(interactive[0]).toBeGreaterThanOrEqual(visible[0] ?? Number.NaN)
  }
  // A page whose program comes late is as visible, and found to take answers late.
  const { visible: [seen = 0] = [], interactive: [taken = 0] = [] } = times.late ?? {}
  expect(taken - seen).toBeGreaterThan(900)
}, 60_000)
