/**
 * Whether an error says that the storage itself cannot be trusted any more. After a failed write or sync nobody knows what
 * the disk holds: the process must end and let the next start recover from the log. A full disk or a busy file is not of this
 * kind: the transaction is rolled back, and the next one may pass.
 *
 * Source: https://www.sqlite.org/rescode.html; Rebello et al. (2020), Can Applications Recover from fsync Failures?, USENIX ATC.
 */
export const isStorageFault = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_(IOERR|CORRUPT|NOTADB)/.test(error.message)
