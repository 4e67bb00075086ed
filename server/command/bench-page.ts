import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { noticeOf } from '../../surveys/forms/notice.ts'
import { measurePages, median, type PageTimes } from '../bench/page-times.ts'
import { plainPage } from '../bench/plain-page.ts'
import { clientDir } from '../make-deps.ts'
import { renderPage } from '../responses/page.ts'
import { readProgram } from '../responses/program.ts'
import { CommandError, type Io, UsageError } from './command.ts'
import { readCount } from './flags.ts'

/** What a fresh connection carries in its first flight, and the limit for browsers that only know gzip. */
const BUDGET = { brotli: 14_600, gzip: 18_000 } as const
const NAMES = { department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng', hotline: '0299 3821 234' } as const

type Flags = Readonly<{ form?: string; runs?: string; cpu?: string; kbit?: string; rtt?: string; chromium?: string }>

/** Bytes of every form's page in the languages it has whole, and the times of one beside a plain HTML page on a slow phone; `--runs 0` leaves the times out. */
export async function benchPage(flags: Flags, io: Io): Promise<void> {
  const wanted = flags.form ?? 'ph-th'
  if (!Object.hasOwn(FORMS, wanted)) throw new UsageError(`--form knows ${Object.keys(FORMS).join(',')}, not ${wanted}`)
  const program = await readProgram(join(clientDir(), 'respondent'))
  const pages = Object.entries(FORMS).flatMap(([form, instrument]) =>
    instrument.languages.map((language) => {
      const page = { instrument, notice: noticeOf(instrument), names: NAMES, language }
      return { form, language, rendered: renderPage(page, program) }
    }),
  )
  const bytes = pages.map(({ form, language, rendered: { brotli, gzip, html } }) => ({
    form,
    language,
    brotli: brotli.length,
    gzip: gzip.length,
    plain: html.length,
    fits: brotli.length <= BUDGET.brotli && gzip.length <= BUDGET.gzip,
  }))
  const runs = flags.runs === '0' ? 0 : readCount(flags.runs, 'runs', 5)
  const slow = {
    runs,
    cpu: readCount(flags.cpu, 'cpu', 6),
    kbit: readCount(flags.kbit, 'kbit', 400),
    rttMs: readCount(flags.rtt, 'rtt', 400),
    chromium: flags.chromium ?? '/usr/bin/chromium',
  }
  const ours = pages.find(({ form, language }) => form === wanted && language === 'vi')?.rendered
  const instrument = FORMS[wanted]
  if (!ours || !instrument) throw new CommandError(`${wanted} has no page in Vietnamese`)
  const plain = brotliCompressSync(plainPage(instrument))
  if (io.terminal && runs > 0) io.err(`${wanted} and a plain page, ${runs} times each`)
  const times = runs > 0 ? await measurePages({ plain: { brotli: plain }, ours }, slow) : null
  const report = times && timesOf(times)
  io.out(JSON.stringify({ bench: 'page', budget: BUDGET, bytes, form: wanted, slow, ...report }, null, 1))
}

/** Medians over the rounds, and how many times as long as the plain page of the same rounds ours takes. */
function timesOf(times: Readonly<Record<string, PageTimes>>) {
  const { ours, plain } = times
  if (!ours || !plain) return { times }
  const medians = Object.entries(times).map(([name, { visible, interactive }]) => [
    name,
    { visibleMs: median(visible), interactiveMs: median(interactive), rounds: { visible, interactive } },
  ])
  const ratio = (of: keyof PageTimes) => Math.round((median(ours[of]) / median(plain[of])) * 100) / 100
  return {
    times: Object.fromEntries(medians),
    ratio: { visible: ratio('visible'), interactive: ratio('interactive') },
  }
}
