import { pino } from 'pino'
import { expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { processorTime } from '../processor-time.ts'
import { json } from '../world.ts'
import { step } from './journey.ts'
import { FORM, sheetField } from './sheet-field.ts'

test('what the public asks for: only what is published, only what a parent needs, and no code in any log', {
  timeout: 120_000,
}, async () => {
  const at = await sheetField()
  const { app, slips, designer, id, send, whole, as, deps } = at
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const ms = processorTime()
    const reply = await app.request(path, { headers })
    const text = await reply.text()
    return { status: reply.status, text, headers: reply.headers, ms: ms() }
  }
  const bare = (text: string) => JSON.stringify({ ...(JSON.parse(text) as object), requestId: '' })
  // Cases A02 and A03: no name leads to a file or takes its time.
  const unknown = await get('/api/forms/none')
  for (const name of ['..%2f..%2fetc%2fpasswd', '%2e%2e%2f', '..;%2f', 'x'.repeat(10_000), 'none@2021.1']) {
    const got = await get(`/api/forms/${name}`)
    expect([name.slice(0, 20), got.status, bare(got.text)]).toEqual([name.slice(0, 20), 404, bare(unknown.text)])
    expect(got.ms).toBeLessThan(2_000)
    expect((await get(`/p/${name}`)).status).toBe(404)
  }
  // Case A04: a draft is answered like what is not there.
  const writer = await as('admin')
  const draft = (await (await writer(`/api/instruments/${FORM}/draft`, json('POST', {}))).json()) as {
    id: string
    definition: Instrument
  }
  for (const name of [draft.id, instrumentId(draft.definition)]) {
    expect(bare((await get(`/api/forms/${name}`)).text)).toBe(bare(unknown.text))
    expect((await get(`/p/${encodeURIComponent(name)}`)).status).toBe(404)
  }
  // Case A12: nothing is told but what is asked, and in what words.
  const told = JSON.parse((await get('/api/forms/ph-th')).text) as Record<string, unknown>
  expect(Object.keys(told).sort()).toEqual(['blocks', 'form', 'languages', 'title', 'version'])
  const names = new Set<string>()
  JSON.stringify(told, (name, value) => {
    if (name && !/^\d+$/.test(name)) names.add(name)
    return value
  })
  const ASKED = `blocks form languages title version vi en id lead items together type text hint required notApplicable
    options value other maxLength exclusive min max decimals constraint message relevant short rows of gives calculation`
  expect([...names].filter((name) => !ASKED.split(/\s+/).includes(name))).toEqual([])
  // Case A15: a code in a query is refused or not looked at, no page passes it on, and no log has it.
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const logged = makeApp({ ...deps, log })
  for (const name of ['slip', 'code', 'token', 'TOKEN'])
    expect(await (await logged.request(`/p/ph-th?${name}=${slips[0]}`)).json()).toMatchObject({ code: 'token_in_url' })
  const page = await logged.request('/p/ph-th')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  await logged.request(`/api/slips/${slips[0]}`)
  await logged.request(`/api/responses?slip=${slips[0]}`, json('POST', { slip: slips[0] }))
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join()).not.toContain(slips[0])
  // Case A16: a language nobody has is the page's own; case B50: of two the first counts. Case A17: 304 for these bytes alone.
  for (const language of ['km, vi;q=0.9, ../../x', '*', 'x'.repeat(2_000)])
    expect((await get('/p/ph-th', { 'accept-language': language })).text).toContain('lang=vi')
  expect((await get('/p/ph-th?lang=en&lang=vi')).text).toContain('<html lang=en')
  expect((await get('/p/ph-th?lang=../../x')).text).toContain('<html lang=vi')
  const tag = page.headers.get('etag') ?? ''
  const asked = async (of: string) => (await get('/p/ph-th', { 'if-none-match': of })).status
  expect([
    await asked(tag),
    await asked(`"x", W/${tag}`),
    await asked('"stale"'),
    await asked('x'.repeat(500)),
  ]).toEqual([304, 304, 200, 200])
  // A page that is shown again after a refusal gives back what was typed, as letters (case B28).
  const typed = '<script>alert(1)</script>"><svg onload=alert(1)>'
  const posted = await app.request('/p/ph-th', {
    method: 'POST',
    body: new URLSearchParams([
      ...[
        ['slip', slips[0]],
        ['language', 'vi'],
        ['consent', '1'],
        ['C1', 'other'],
        ['S1', '9'],
      ],
      ...[
        ['C1_text', typed],
        ['S1', '4'],
        ['C2[]', 'zalo'],
      ],
    ] as [string, string][]),
  })
  const shown = await posted.text()
  expect(posted.status).toBe(422)
  expect(shown).toContain('&lt;script&gt;alert(1)')
  expect(shown).not.toMatch(/<script>alert|<svg/)

  // Case A09: a code belongs to no link of a school. The slip of another form is told so; its own page takes it.
  const [other] = at.codes('ph-mn')
  expect((await get(`/api/slips/${other}`)).text).toBe('{"form":"ph-mn","state":"open"}')
  const before = await whole()
  expect(await send({ slip: other })).toMatchObject({
    status: 422,
    said: { errors: [{ code: 'form_of_another_slip' }] },
  })
  // Case A05 and B39: closed is closed, with the day; the slip stays unspent and the phone keeps its sheet.
  await step(designer, id, 'close')
  const closed = await send({})
  expect(closed).toMatchObject({ status: 410, said: { code: 'round_closed' } })
  expect(JSON.stringify(closed.said)).not.toContain('S1')
  expect(JSON.parse(await whole())[0]).toEqual(JSON.parse(before)[0])
  expect(JSON.parse((await get(`/api/slips/${slips[0]}`)).text)).toEqual({ form: 'ph-th', state: 'closed' })
  expect((await get('/p/ph-th')).text).toContain('Đợt khảo sát đã kết thúc')
})
