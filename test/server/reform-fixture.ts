import type { Db } from '../../server/db/open.ts'
import { setId } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { json, type World, world } from '../world.ts'
import { makePdf } from './make-pdf.ts'

export type Caller = (path: string, init?: RequestInit) => Response | Promise<Response>
export const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
export const statusOf = async (reply: Response | Promise<Response>) => (await reply).status
/** The code of a refusal, with those of its places. */
export const code = async (reply: Response | Promise<Response>) => {
  const body = await read<{ code: string; errors?: { code: string }[] }>(reply)
  return [body.code, ...(body.errors ?? []).map((one) => one.code)].join(' ')
}
export const ISSUING = {
  department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
  parentBody: 'Ủy ban nhân dân tỉnh Sóc Trăng',
  place: 'Sóc Trăng',
  symbol: 'SGDĐT',
}
export const OFFICES = { tccb: 'Phòng Tổ chức cán bộ', vp: 'Văn phòng', tt: 'Thanh tra' }
export const SCHOOLS = Array.from(
  { length: 11 },
  (_, at) => [`s${String(at + 1).padStart(2, '0')}`, `Trường THPT số ${at + 1}`] as const,
)

export type CalendarReply = {
  groups: { id: string; code: string; name: string; weekend: string; lockVersion: number; units: { id: string }[] }[]
  periods: {
    id: string
    groupId: string
    code: string
    name: string
    dueOn: string
    lastDay: string
    lockVersion: number
    units: { unitId: string; due: string; days: number; reportId: string | null; state: string }[]
    items: { count: number; due: string; lacking: { id: string }[] } | null
  }[]
}
export type TasksReply = {
  tasks: {
    id: string
    number: number
    standing: string
    missing: number
    lockVersion: number
    products: { name: string; papers: { id: string; about: unknown }[] }[]
  }[]
}

/** What every test of the reform finds: units, the year's periods with their groups, and its tasks. */
async function makeYear(at: World): Promise<{ cookie: string }> {
  const unit = (id: string, kind: string, name: string) => ({
    ...{ id, kind, code: id.toUpperCase(), name, level: null, validFrom: '2000-01-01', validTo: null },
  })
  await at.db
    .insertInto('unit')
    .values([
      ...Object.entries(OFFICES).map(([id, name]) => unit(id, 'office', name)),
      ...SCHOOLS.map(([id, name]) => unit(id, 'school', name)),
    ])
    .execute()
  const designer = await at.as('designer')
  await designer('/api/periods/begin', json('POST', { year: 2021, from: null, issuing: ISSUING }))
  const { groups } = await read<CalendarReply>(designer('/api/periods?year=2021'))
  const fill = fillOf(designer, groups)
  await fill('phong', Object.keys(OFFICES))
  await fill(
    'don-vi',
    SCHOOLS.map(([id]) => id),
  )
  await designer('/api/tasks/begin', json('POST', { year: 2021, card: setId(department2021) }))
  return { cookie: designer.cookie }
}

const fillOf =
  (designer: Caller, groups: CalendarReply['groups']) => (groupCode: string, unitIds: readonly string[]) => {
    const group = groups.find((one) => one.code === groupCode)
    return designer(
      `/api/periods/groups/${group?.id}`,
      json('PUT', { name: group?.name, weekend: 'stays', unitIds }, { 'if-match': `"${group?.lockVersion}"` }),
    )
  }

/** The reform year 2021 of a Department with three offices and eleven schools, its plan's periods and its 50 tasks. */
export async function reformYear(now = '2021-02-01T02:00:00Z') {
  const at = await world({ now, beginning: { name: 'reform year', make: makeYear } })
  const designer = at.again(at.begun.cookie)
  const calendar = (who: Caller = designer) => read<CalendarReply>(who('/api/periods?year=2021'))
  const tasks = (who: Caller = designer) => read<TasksReply>(who('/api/tasks?year=2021'))
  const period = async (groupCode: string, periodCode: string) => {
    const found = await calendar()
    const group = found.groups.find((one) => one.code === groupCode)
    const one = found.periods.find((each) => each.groupId === group?.id && each.code === periodCode)
    if (!one) throw new Error(`no period ${periodCode}`)
    return one
  }
  const keep = async (who: Caller, unitId: string | null, number: string) => {
    const about = { number, issuedOn: '2021-03-01', issuer: 'Sở GDĐT', abstract: `Về việc ${number}` }
    const asked = new URLSearchParams({ ...about, ...(unitId === null ? {} : { unit: unitId }) })
    const reply = await who(`/api/evidence?${asked}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', 'x-file-name': 'a.pdf' },
      body: new Uint8Array(makePdf({ more: [`(${number})`] })),
    })
    return (await read<{ id: string }>(reply)).id
  }
  return { ...at, designer, calendar, tasks, period, keep }
}

/** Lets an assessor work for another unit as well. */
export async function alsoFor(db: Db, email: string, unitId: string): Promise<void> {
  const { id } = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  await db.insertInto('accountRole').values({ accountId: id, role: 'assessor', unitId }).execute()
}

/** What was done with an object, in order; that somebody was refused stands beside it and is told elsewhere. */
export const trailOf = (db: Db, object: string) =>
  db
    .selectFrom('auditEntry')
    .select('action')
    .where('object', '=', object)
    .where('action', '<>', 'staff.access_refused')
    .orderBy('sequence')
    .execute()
