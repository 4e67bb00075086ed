import type { ColumnType } from 'kysely'

/** Written once; the database refuses a change. */
type Fixed<T> = ColumnType<T, T, never>

/** A tablet at a school's gate. */
export interface DeviceTable {
  id: Fixed<string>
  label: Fixed<string>
  keyHash: Fixed<string>
  pinSalt: Fixed<string>
  pinHash: Fixed<string>
  /** active, revoked */
  state: string
  createdOn: Fixed<string>
}

/** A decline told by a tablet, so that it is counted once. */
export interface KioskDeclineTable {
  /** made by the tablet by chance */
  id: Fixed<string>
  roundId: Fixed<string>
  day: Fixed<string>
}
