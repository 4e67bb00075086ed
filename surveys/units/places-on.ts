import { followUnit } from './follow.ts'
import { holdsOn, type Unit, type UnitGraph, type UnitOnDay, unitsOn } from './graph.ts'

/** A school of a past round and the area its school list named, as text. */
export type PastPlace = Readonly<{ school: string; area: string }>
/** Why a place keeps its old name: the area was divided and the school is no unit of its own, it ended, or nobody has entered it. */
export type LeftBecause = 'several' | 'ended' | 'unknown'
export type Placed = PastPlace &
  Readonly<{
    /** The first-order area of the day on which ground the school stands; null where that cannot be said. */
    unit: Readonly<{ id: string; code: string; name: string; kind: string }> | null
    /** Whether the school itself is known as a unit, or only the area of its list. */
    by: 'school' | 'area' | null
    because: LeftBecause | null
    /** What a divided area became. */
    into: readonly string[]
    /** The school stands in an area of the day that does not follow its old one. */
    moved: boolean
  }>

/** `TX Ngã Năm`, `Thị xã Ngã Năm` and `thi xa nga nam ` are one name of an area; `Huyện` and `Thị xã` of one place are two. */
export function areaKey(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[.\s]+/g, ' ')
    .trim()
  const long: readonly (readonly [RegExp, string])[] = [
    [/^tp /, 'thành phố '],
    [/^tx /, 'thị xã '],
    [/^tt /, 'thị trấn '],
    [/^h /, 'huyện '],
    [/^q /, 'quận '],
    [/^p /, 'phường '],
    [/^x /, 'xã '],
  ]
  const [short, whole] = long.find(([start]) => start.test(plain)) ?? [/^/, '']
  return plain.replace(short, whole)
}

const KIND_BEFORE = /^(thành phố|thị xã|thị trấn|huyện|quận|phường|xã|đặc khu) /

/** What has no ground of its own; every other kind, those of a later reform too, is a piece of the map. */
const WITHOUT_GROUND: ReadonlySet<string> = new Set(['department', 'office', 'school'])
const WHOLE: ReadonlySet<string> = new Set(['province', 'city'])

/** The pieces of the map a unit stands on, nearest first, itself included: by the ground entered for it, else by who runs it. */
function groundOf(byId: ReadonlyMap<string, UnitOnDay>, id: string): UnitOnDay[] {
  const way: UnitOnDay[] = []
  const seen = new Set<string>()
  for (let unit = byId.get(id); unit && !seen.has(unit.id); ) {
    seen.add(unit.id)
    if (!WITHOUT_GROUND.has(unit.kind)) way.push(unit)
    unit = byId.get(unit.parents.area ?? unit.parents.administrative ?? '')
  }
  return way
}

/** Finds an area by its name in a list; `Kế Sách` alone is enough where only one area is called so. */
function areaFinder(units: readonly UnitOnDay[]): (name: string) => UnitOnDay | undefined {
  const areas = units.filter(({ kind }) => !WITHOUT_GROUND.has(kind))
  const whole = new Map(areas.map((unit) => [areaKey(unit.name), unit]))
  const bare = new Map<string, UnitOnDay | null>()
  for (const unit of areas) {
    const name = areaKey(unit.name).replace(KIND_BEFORE, '')
    if (!WHOLE.has(unit.kind)) bare.set(name, bare.has(name) ? null : unit)
  }
  return (name) => whole.get(areaKey(name)) ?? bare.get(areaKey(name)) ?? undefined
}

/**
 * Where the schools of a past round stand on another day: a school that is a unit is followed itself, so that an area which was
 * divided can still be told apart; of other schools the area of their list is followed, if it went on whole. Areas are of the
 * first order: districts until 2025, communes and wards since. Nothing is guessed: what cannot be followed keeps its old name.
 *
 * @param then  the day of the round, on which the names of its list were those of the time
 * @param day   the day whose units are wanted
 */
export function placesOn(graph: UnitGraph, places: readonly PastPlace[], then: string, day: string): Placed[] {
  const now = new Map(unitsOn(graph, day).map((unit) => [unit.id, unit]))
  const schools = new Map(graph.units.flatMap((unit) => (unit.kind === 'school' ? [[unit.code, unit]] : [])))
  const areaOf = areaFinder(unitsOn(graph, then))
  const known = new Map<string, Placed>()
  return places.map((place) => {
    const key = `${place.school}\u0000${place.area}`
    const found = known.get(key) ?? placeOf(place)
    known.set(key, found)
    return found
  })

  function placeOf(place: PastPlace): Placed {
    const area = areaOf(place.area)
    const followed = area && followUnit(graph, area.id, day)
    const own = areaOfSchool(schools.get(place.school))
    if (own) {
      const heirs = new Set(followed?.ids.flatMap((id) => groundOf(now, id).map((unit) => unit.id)))
      return { ...place, ...shown(own), by: 'school', moved: heirs.size > 0 && !heirs.has(own.id) }
    }
    const left = (because: LeftBecause, into: readonly string[] = []): Placed => ({
      ...{ ...place, unit: null, by: null, because, into, moved: false },
    })
    if (!followed) return left('unknown')
    const [only] = followed.ids
    if (followed.now === 'ended' || only === undefined) return left('ended')
    const names = () => followed.ids.map((id) => now.get(id)?.name ?? id).sort((a, b) => a.localeCompare(b, 'vi'))
    if (followed.now === 'several') return left('several', names())
    const ground = groundOf(now, only)
    const unit = ground.at(-2) ?? ground.at(-1)
    return unit ? { ...place, ...shown(unit), by: 'area', moved: false } : left('unknown')
  }

  /** The first-order area of a school on the day; a code that was not in use at the time of the round says nothing about its schools. */
  function areaOfSchool(school: Unit | undefined): UnitOnDay | undefined {
    if (!school || !holdsOn(school, then)) return undefined
    const { now: state, ids } = followUnit(graph, school.id, day)
    const [id] = ids
    if (id === undefined || state === 'several') return undefined
    const ground = groundOf(now, id)
    // Of a school that is only known to be somewhere in the province nothing is known.
    return ground.at(-2) ?? ground.find(({ kind }) => !WHOLE.has(kind))
  }
}

const shown = ({ id, code, name, kind }: UnitOnDay): Pick<Placed, 'unit' | 'because' | 'into'> => ({
  unit: { id, code, name, kind },
  because: null,
  into: [],
})
