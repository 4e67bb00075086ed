import { isFigure } from './cells.ts'
import type { Cell, Figure } from './report-input.ts'

/** A thing with a printable number, for "highest" and "lowest". */
export type Ranked<Thing> = Readonly<{ thing: Thing; figure: Figure }>

/** The printable ones from high to low; equal values keep the order of the list. */
export function ranked<Thing>(things: readonly Thing[], cell: (thing: Thing) => Cell | undefined): Ranked<Thing>[] {
  const shown: Ranked<Thing>[] = []
  for (const thing of things) {
    const figure = cell(thing)
    if (isFigure(figure)) shown.push({ thing, figure })
  }
  return shown.sort((a, b) => b.figure.value - a.figure.value)
}

export const lowestFirst = <Thing>(list: readonly Ranked<Thing>[]): Ranked<Thing>[] =>
  [...list].sort((a, b) => a.figure.value - b.figure.value)
