import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import { type UnitOnDay, unitsOn } from '../../surveys/units/graph.ts'
import type { Db } from '../db/open.ts'
import type { DocumentHead, Signer } from '../document/head.ts'
import { readGraph } from '../units/store.ts'

export const BLANK = '……………'
export const PROVINCE = / (tỉnh|thành phố) .+$/i

/** Behind the number where no symbol is known: room for a hand. */
export const UNKNOWN_SYMBOL = '.........'

/** The office a name stands for in the symbol of a document; what a hand writes in where none is known. */
const symbolOf = (name: string): string => (/^Sở Giáo dục và Đào tạo/i.test(name) ? 'SGDĐT' : UNKNOWN_SYMBOL)

/** The head, to whom a report of the unit goes, and who signs it. */
export type UnitHead = Readonly<{ head: DocumentHead; addressee: string; signer: Signer }>

/**
 * Who issues a unit's document: the unit as it was called on the day, or on its last one
 * where it has ended since, below whoever founded it or directs its work. What the list of
 * units does not say is left to be written in.
 */
export async function headOfUnit(db: Db, unitId: string, year: number, day: string): Promise<UnitHead> {
  const graph = await readGraph(db)
  const last = graph.units.find(({ id }) => id === unitId)?.validTo ?? day
  const ended = last < day
  const units = new Map(unitsOn(graph, ended ? last : day).map((unit) => [unit.id, unit]))
  const unit = units.get(unitId)
  const above = (one: UnitOnDay | undefined): UnitOnDay | undefined =>
    one && units.get(one.parents.administrative ?? one.parents.professional ?? '')
  const parent = above(unit)
  const name = unit?.name ?? BLANK
  const isProvince = parent !== undefined && /^(tỉnh|thành phố) /i.test(parent.name)
  const parentName =
    parent === undefined ? BLANK : isProvince ? `UBND ${parent.name}` : parent.name.replace(PROVINCE, '')
  const province = placeOf(unit, above)
  const head: DocumentHead = {
    parentBody: parentName.toLocaleUpperCase('vi'),
    body: (isProvince ? name.replace(PROVINCE, '') : name).toLocaleUpperCase('vi'),
    bodyInText: name,
    bodySymbol: symbolOf(name),
    place: province,
    month: null,
    // A paper is of the year in which it is made: the decision on a year is signed in the next one.
    year: ended ? year : Number(day.slice(0, 4)),
  }
  return {
    head,
    // What the Department itself scores goes to the office of home affairs.
    addressee: isDepartment(name) ? `${words.homeAffairs}${PROVINCE.exec(name)?.[0] ?? ''}` : (parent?.name ?? BLANK),
    signer: { role: [roleOf(name)], name: null },
  }
}

const isDepartment = (name: string): boolean => /^Sở /i.test(name)
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/^(Sở|Trung tâm) /i, 'GIÁM ĐỐC'],
  [/^Trường /i, 'HIỆU TRƯỞNG'],
  [/^Phòng /i, 'TRƯỞNG PHÒNG'],
  [/^Văn phòng/i, 'CHÁNH VĂN PHÒNG'],
  [/^Thanh tra/i, 'CHÁNH THANH TRA'],
]
/** Who signs for a unit, by what it is called. */
export const roleOf = (name: string): string => ROLES.find(([called]) => called.test(name))?.[1] ?? 'THỦ TRƯỞNG ĐƠN VỊ'

/** The province above, without what it is: `Sóc Trăng`. */
function placeOf(unit: UnitOnDay | undefined, above: (one: UnitOnDay | undefined) => UnitOnDay | undefined): string {
  const seen = new Set<string>()
  for (let one = unit; one && !seen.has(one.id); one = above(one)) {
    seen.add(one.id)
    const province = PROVINCE.exec(` ${one.name}`)
    if (/^(tỉnh|thành phố) /i.test(one.name)) return one.name.replace(/^(tỉnh|thành phố) /i, '')
    if (province) return province[0].replace(/^ (tỉnh|thành phố) /i, '')
  }
  return BLANK
}
