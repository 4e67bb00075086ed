import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../server/document/document-error.ts'
import { minutesOutline } from '../../server/sample/minutes-document.ts'
import { minutesInput } from '../../server/sample/minutes-input.ts'
import { findDraw, listDrawUnits } from '../../server/sample/store.ts'
import { json } from '../world.ts'
import { etag } from './journey.ts'
import { flowing, pageTexts, readsText, WITHOUT } from './pdf-text.ts'
import { drawnRound } from './sampling-round.ts'
import { visible, zipTexts } from './zip-text.ts'

const REASON = 'Trường tạm dừng vì ngập úng kéo dài'

test.skipIf(!readsText)(
  `the minutes say what was drawn, from what, how and by whom it can be repeated (${WITHOUT})`,
  async () => {
    const { db, id, designer } = await drawnRound('sampling')
    const draw = await findDraw(db, id)
    const [schools, classes, pupils] = await Promise.all(
      ([1, 2, 3] as const).map((stage) => listDrawUnits(db, draw?.id ?? '', stage)),
    )
    const gone = schools.find(({ reserve }) => reserve === 0)
    await designer(
      `/api/rounds/${id}/sample/replacements`,
      json('POST', { school: gone?.id, reason: REASON }, await etag(designer, id)),
    )
    const reply = await designer(`/api/rounds/${id}/sample/minutes/pdf`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-disposition')).toContain('bien-ban-chon-mau-2021.pdf')
    const bytes = Buffer.from(await reply.arrayBuffer())
    const text = flowing(await pageTexts(bytes))
    expect(text).toContain('BIÊN BẢN')
    expect(text).toMatch(/Số: \/BB-SGDĐT/)
    expect(text).toMatch(/ngày tháng năm 2021/)
    expect(text).toContain('2203/QĐ-UBND ngày 05 tháng 9 năm 2021')
    for (const hash of [draw?.frameHash ?? '', draw?.ledgerHash ?? '']) expect(text.replace(/\s/g, '')).toContain(hash)
    expect(text).toContain('“seed-1”')
    expect(text).toContain('chọn hệ thống với xác suất tỷ lệ thuận với số người học')
    const counted = (units: readonly { reserve: number }[]) => units.filter(({ reserve }) => reserve === 0).length
    expect(text).toContain(
      `Chọn được ${counted(schools)} trường, ${counted(classes)} lớp, ${counted(pupils)} người học; 4 trường dự phòng`,
    )
    expect(text).toContain(REASON)
    for (const role of ['THƯ KÝ', 'NGƯỜI GIÁM SÁT', 'CHỦ TRÌ']) expect(text).toContain(role)
    for (const { code } of schools) expect(text).toContain(code)
    const again = await designer(`/api/rounds/${id}/sample/minutes/pdf`)
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true)
    const docx = await designer(`/api/rounds/${id}/sample/minutes/docx`)
    const written = visible((await zipTexts(Buffer.from(await docx.arrayBuffer()))).get('word/document.xml') ?? '')
    expect(written).toContain('Chọn mẫu điều tra mức độ hài lòng của người dân')
    expect(written).toContain(REASON)
    expect((await designer(`/api/rounds/${id}/sample/minutes/exe`)).status).toBe(404)
  },
)

describe('minutes whose sums do not hold are not made', () => {
  test('a stratum that lost a school is named, and so is a frame with one pupil more', async () => {
    const { db, id } = await drawnRound('sampling')
    const input = await minutesInput(db, id)
    expect(minutesOutline(input).sections).toHaveLength(3)
    const [first, ...rest] = input.strata
    const faultsOf = (wrong: typeof input): readonly string[] => {
      try {
        minutesOutline(wrong)
      } catch (error) {
        if (error instanceof DocumentError) return error.faults
      }
      return []
    }
    const lost = { ...input, strata: [{ ...first, drawn: first.drawn.slice(1) }, ...rest] }
    expect(faultsOf(lost).join('\n')).toMatch(/stratum mn\|Kế Sách schools drawn: 1 is not 2/)
    const more = { ...input, known: { ...input.known, pupils: input.known.pupils + 1 } }
    expect(faultsOf(more).join('\n')).toMatch(/pupils of the frame/)
  })

  test('before anything is drawn there are no minutes', async () => {
    const { id, designer } = await drawnRound('approved')
    expect((await designer(`/api/rounds/${id}/sample/minutes/pdf`)).status).toBe(409)
  })
})
