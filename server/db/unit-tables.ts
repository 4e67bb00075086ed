import type { Fixed } from './tables.ts'

/** What people said a column of a kind of file means; `header` in its normal form. */
export interface NamedColumnTable {
  fileKind: Fixed<string>
  header: Fixed<string>
  field: string
}

/** The organisation over time; surveys/units/graph.ts says what the rows mean. */

export interface UnitTable {
  id: Fixed<string>
  /** of unitKind: province, district, commune, office, school … */
  kind: string
  code: string
  name: string
  level: string | null
  validFrom: string
  validTo: string | null
}

export interface UnitLinkTable {
  childId: string
  parentId: string
  /** administrative, professional, area */
  role: string
  validFrom: string
  validTo: string | null
}

/** A name and the days it was carried; `unit.name` is the last of them. */
export interface UnitNameTable {
  unitId: Fixed<string>
  name: Fixed<string>
  validFrom: Fixed<string>
  validTo: Fixed<string | null>
}

/** What a unit went on as: part or all of `oldId` is `newId` from that day on. */
export interface UnitSuccessionTable {
  oldId: Fixed<string>
  newId: Fixed<string>
  on: Fixed<string>
  reason: Fixed<string>
  decisionNumber: Fixed<string | null>
}

/** Kinds are data: a reform brings new ones. */
export interface UnitKindTable {
  code: Fixed<string>
  name: string
  position: number
}
