import type { Shared } from './later.ts'

/** What is said of a slip that no sheet can come with any more, as the sheet itself would be refused. */
const REFUSALS: Readonly<Record<string, string>> = {
  used: 'slip_used',
  revoked: 'slip_revoked',
  closed: 'round_closed',
  slip_unknown: 'slip_unknown',
}

type Said = Readonly<{ form?: string; state?: string; code?: string }>

async function ask(slip: string): Promise<Said> {
  try {
    const reply = await fetch(`/api/slips/${slip}`, { credentials: 'omit', redirect: 'error', cache: 'no-store' })
    return await reply.json()
  } catch {
    // No network, or a stranger's page: the sheet itself will be told.
    return {}
  }
}

/** `ph-th` of `ph-th@2021.1`. */
const nameOf = (form: string) => form.split('@')[0]

/**
 * Asks once for each slip, when its sheet is begun, whether it can be sent at all: nobody answers forty questions to hear then that the
 * slip was used before. A slip of another form, as when a second child's code is typed here, leads to its own page.
 */
export function checkSlip({ page, sheet, trail, watch }: Shared): void {
  let asked: string | undefined
  async function check(slip: string): Promise<void> {
    const { form, state, code } = await ask(slip)
    if (trail.slip() !== slip || sheet.kept()?.state !== 'open') return
    if (form && /^[\w@.-]+$/.test(form) && nameOf(form) !== nameOf(page.form)) {
      await sheet.update(() => undefined)
      location.assign(`/p/${nameOf(form)}${location.search}#${slip}`)
    }
    const problem = REFUSALS[String(state ?? code)]
    if (!problem) return
    const after = await sheet.update((found) => (found?.state === 'open' ? { ...found, problem } : found))
    if (after?.problem) trail.go('review')
  }
  watch(() => {
    const kept = sheet.kept()
    if (kept?.state !== 'open' || kept.problem || kept.slip === asked) return
    asked = kept.slip
    void check(kept.slip)
  })
}
