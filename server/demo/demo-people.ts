import { addAccount, type Grant } from '../staff/account.ts'
import { importUnits } from '../units/import-units.ts'
import { readGraph } from '../units/store.ts'
import { DEPARTMENT, demoUnits, OFFICES, scoredUnits } from './demo-units.ts'
import type { Desk } from './desk.ts'
import { GUESTS, HOST } from './guests.ts'
import type { Province } from './province.ts'

export type DemoUnit = Readonly<{ id: string; code: string; name: string; assessor: string }>
export type Office = Readonly<{
  /** who prepares, who appraises, who decides */
  designer: string
  appraiser: string
  director: string
  units: readonly DemoUnit[]
  department: Readonly<{ id: string; assessor: string }>
  /** ids of the Department's offices */
  offices: Readonly<Record<keyof typeof OFFICES, string>>
  /** who writes the reports of each of them */
  scribes: Readonly<Record<keyof typeof OFFICES, string>>
}>

/** Units and people; offices as a Department has them, no person's name. Nobody can sign in until a password is chosen. */
export async function makeOffice({ deps, act }: Desk, province: Province, day: string): Promise<Office> {
  await act(day, 'command', (db, by) => importUnits(db, by, demoUnits(province), 'mo-phong'))
  const ids = new Map((await readGraph(deps.db)).units.map(({ code, id }) => [code, id]))
  const idOf = (code: string): string => {
    const id = ids.get(code)
    if (id === undefined) throw new Error(`the demonstration has no unit ${code}`)
    return id
  }
  const invite = (email: string, name: string, grants: readonly Grant[]) =>
    act(day, 'command', (db, by) => addAccount(db, by, { email, name: `${name} (mô phỏng)`, grants, password: null }))
  const designer = await invite(`chuyen-vien@${HOST}`, 'Chuyên viên CCHC', [{ role: 'designer', unitId: null }])
  const appraiser = await invite(GUESTS.appraiser, 'Tổ thẩm định', [{ role: 'appraiser', unitId: null }])
  const director = await invite(`lanh-dao@${HOST}`, 'Lãnh đạo Sở', [{ role: 'director', unitId: null }])
  const units: DemoUnit[] = []
  for (const [place, { code, name }] of scoredUnits(province).entries()) {
    const id = idOf(code)
    const email = place === 0 ? GUESTS.unit : `${code.toLowerCase()}@${HOST}`
    const assessor = await invite(email, `Cán bộ CCHC ${name}`, [{ role: 'assessor', unitId: id }])
    units.push({ id, code, name, assessor })
  }
  const own = idOf(DEPARTMENT)
  const scribe = await invite(GUESTS.own, 'Cán bộ tự chấm điểm của Sở', [{ role: 'assessor', unitId: own }])
  const offices: Record<string, string> = {}
  const scribes: Record<string, string> = {}
  for (const [key, { code, name }] of Object.entries(OFFICES)) {
    offices[key] = idOf(code)
    const email = `${code.toLowerCase()}@${HOST}`
    scribes[key] = await invite(email, `Cán bộ tổng hợp ${name}`, [{ role: 'assessor', unitId: idOf(code) }])
  }
  return {
    ...{ designer, appraiser, director, units, department: { id: own, assessor: scribe } },
    ...{ offices: offices as Office['offices'], scribes: scribes as Office['scribes'] },
  }
}
