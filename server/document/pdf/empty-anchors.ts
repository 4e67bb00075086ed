import type { Pdf } from './open-pdf.ts'

/** What is asked of fontkit's positioning of signs; it has no types of its own. */
type Positioning = {
  applyAnchor: (mark: { markAnchor: unknown }, base: unknown, index: number) => void
  applyLookup: (kind: number, table: unknown) => boolean
}
type Opened = Readonly<{ _font?: { font?: { _layoutEngine?: { engine?: { GPOSProcessor?: Positioning } } } } }>

const NO_ANCHOR = new Error('no anchor')
let mended = false

/**
 * A font may say that a sign has no place on a letter in one of its tables (OpenType, NULL anchor): then the next table is asked.
 * fontkit 2.0.4 stops with an error there, which it does for every Khmer word with a sign behind a nikahit
 * (foliojs/fontkit issue 367). What was not placed is passed on here, as HarfBuzz does.
 */
export function allowEmptyAnchors(pdf: Pdf): void {
  if (mended) return
  const processor = (pdf.font('khmer') as unknown as Opened)._font?.font?._layoutEngine?.engine?.GPOSProcessor
  if (!processor) throw new Error('fontkit has no positioning for Khmer')
  const positioning: Positioning = Object.getPrototypeOf(processor)
  const { applyAnchor, applyLookup } = positioning
  positioning.applyAnchor = function (this: Positioning, mark, base, index) {
    if (!mark.markAnchor || !base) throw NO_ANCHOR
    applyAnchor.call(this, mark, base, index)
  }
  positioning.applyLookup = function (this: Positioning, kind, table) {
    try {
      return applyLookup.call(this, kind, table)
    } catch (error) {
      if (error === NO_ANCHOR) return false
      throw error
    }
  }
  mended = true
}
