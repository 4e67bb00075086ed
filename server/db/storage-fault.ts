/**
 * Whether an error says that the storage itself cannot be trusted any more. After a failed write or sync nobody knows what
 * the disk holds: the process must end and let the next start recover from the log. A full disk or a busy file is not of this
 * kind: the transaction is rolled back, and the next one may pass. PostgreSQL recovers by itself from a failed sync and tells
 * of damage it meets (58030 input/output, XX001 data, XX002 index).
 *
 * Source: https://www.sqlite.org/rescode.html; https://www.postgresql.org/docs/current/errcodes-appendix.html; Rebello et al.
 * (2020), Can Applications Recover from fsync Failures?, USENIX ATC.
 */
export const isStorageFault = (error: unknown): boolean =>
  error instanceof Error &&
  (/SQLITE_(IOERR|CORRUPT|NOTADB)/.test(error.message) || /^(58030|XX00[12])$/.test(codeOf(error)))

/**
 * Whether the data cannot serve this moment but may serve the next: busy, full, read-only, restarting, out of reach, no file can be
 * opened because too many are, or this user may not write in a folder, which an operator can mend. What a
 * commit ended in is then unknown; the sender keeps the sheet and sends it again under the same id.
 */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Error &&
  (/SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/.test(error.message) ||
    /^(08...|53...|57P..|57014|55P03|25006|25P0[23]|40001|40P01|58030)$/.test(codeOf(error)) ||
    (error as { syscall?: unknown }).syscall === 'connect' ||
    /^(ECONNRESET|EPIPE|ETIMEDOUT|EMFILE|ENFILE|EACCES|EROFS)$/.test(codeOf(error)) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(
      error.message,
    ))

/** Nothing more goes onto the disk, into the database or into a file beside it; what was being written has been taken back. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && (/SQLITE_FULL/.test(error.message) || /^(53100|ENOSPC|EDQUOT)$/.test(codeOf(error)))

const REMEDIES: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/SQLITE_FULL/, 'there is no room for the data: make some'],
  [/SQLITE_CANTOPEN/, 'the data cannot be opened: is there room for new files, and may this user write there'],
  [/SQLITE_READONLY/, 'the data can only be read: is the disk mounted to be written, and may this user write there'],
  [/SQLITE_(BUSY|LOCKED)/, 'another program holds the data: stop it, or wait'],
  [/SQLITE_IOERR/, 'the disk of the data refuses to read or write: look at its health and into the log of the system'],
  [/SQLITE_(CORRUPT|NOTADB)/, 'the database is damaged: restore a backup'],
]

/** What to say of an error of the file at a start or in a command: a line with the remedy. */
export function storageLine({ message }: Error): string | undefined {
  const found = REMEDIES.find(([pattern]) => pattern.test(message))
  return found && `DATA_DIR: ${found[1]} (${/SQLITE_\w+/.exec(message)?.[0]})`
}

const codeOf = (error: Error): string => String((error as { code?: unknown }).code ?? '')
