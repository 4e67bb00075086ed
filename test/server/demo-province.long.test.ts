import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeProvince } from '../../server/demo/province.ts'
import { AREAS } from '../../server/demo/province-names.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { frameOfWorkbook } from '../../server/frame/read-frame-file.ts'
import { readXlsx } from '../../server/table/read-xlsx.ts'
import { checkFrame } from '../../surveys/frame.ts'

const province = makeProvince({ seed: 'thu' })
const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0)

describe('the synthetic province', () => {
  test('has the schools and pupils of the province it is modelled on', () => {
    expect(province.schools).toHaveLength(549)
    expect(sum(province.schools.map(({ pupils }) => pupils))).toBe(267_664)
    expect(new Set(province.schools.map(({ area }) => area))).toEqual(new Set(AREAS.map(({ name }) => name)))
    const khmer = sum(province.schools.map(({ pupils, khmerShare }) => pupils * (khmerShare ?? 0)))
    expect(khmer / 267_664).toBeGreaterThan(0.27)
    expect(khmer / 267_664).toBeLessThan(0.37)
  })
  test('is a frame without faults', () => {
    expect(checkFrame(province.schools)).toEqual([])
  })
  test('is the same from the same seed and another from another', () => {
    expect(makeProvince({ seed: 'thu' })).toEqual(province)
    expect(makeProvince({ seed: 'khác' })).not.toEqual(province)
  })
  test('can be made of any number of schools', () => {
    for (const schools of [1, 11, 60, 1_219]) {
      const other = makeProvince({ seed: 'thu', schools })
      expect(other.schools).toHaveLength(schools)
      expect(checkFrame(other.schools)).toEqual([])
    }
  })
  test('no school has the name of another', () => {
    expect(new Set(province.schools.map(({ name, area }) => `${area}/${name}`)).size).toBe(549)
  })
})

describe('its workbook', () => {
  test('is read back as the same schools, and says that it is invented', async () => {
    const frame = frameOfWorkbook(await readXlsx(await provinceWorkbook(province)))
    expect(frame.issues).toEqual([])
    expect(frame.rows).toEqual(province.schools)
    expect(frame.synthetic).toBe(true)
    expect(frame.findings).toEqual([{ path: '/sheets', code: 'sheet_not_read', detail: { sheet: 'Ghi chú' } }])
  })
  test('is the same to the byte whenever it is made', async () => {
    const first = await provinceWorkbook(province)
    // A file inside a workbook bears a day and a time to two seconds.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * 86_400_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(Buffer.compare(first, await provinceWorkbook(province))).toBe(0)
  })
})
