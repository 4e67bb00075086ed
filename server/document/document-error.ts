/** A document that would say something wrong is not made; `faults` name each sum that does not add up. */
export class DocumentError extends Error {
  readonly code = 'document_inconsistent'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`document_inconsistent: ${faults.join('; ')}`)
    this.name = 'DocumentError'
    this.faults = faults
  }
}
