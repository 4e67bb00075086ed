import type { Fixed } from './tables.ts'

export interface MediaTable {
  /** 128 bits of the content's SHA-256 and the ending of its format */
  name: Fixed<string>
  /** image, audio */
  kind: Fixed<string>
  mediaType: Fixed<string>
  /** what it was called where it came from; only ever shown */
  fileName: Fixed<string>
  size: Fixed<number>
  bytes: Fixed<Uint8Array>
  createdBy: Fixed<string>
  createdAt: Fixed<string>
}
