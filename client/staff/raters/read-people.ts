import type { People } from './api.ts'

/** A list as people paste it, one a line: name; office; code of the own unit. Or the first line that is wrong. */
export function readPeople(
  text: string,
  units: readonly Readonly<{ id: string; code: string }>[],
): Readonly<{ people: People }> | Readonly<{ line: number }> {
  const people: People = []
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [name = '', office = '', code = ''] = line.split(/[;\t]/).map((part) => part.trim())
    const unit = units.find((one) => one.code.toLowerCase() === code.toLowerCase())
    if (name === '' || (code !== '' && !unit)) return { line: place + 1 }
    people.push({ name, office, unitId: unit?.id ?? null })
  }
  return people.length > 0 ? { people } : { line: 1 }
}
