import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { KHMER } from '../../surveys/forms/khmer.ts'
import { textsOf } from '../../surveys/texts.ts'

/** Nobody here translates into Khmer: a wrong translation would be worse than none. */
const KHMER_LETTER = /\p{Script=Khmer}/u
const sourced = new Set<string>(Object.values(KHMER).map(({ km }) => km))

test('every Khmer word names where it was published, and waits for its reviewer', () => {
  for (const [name, { km, source, reviewed }] of Object.entries(KHMER)) {
    expect([name, km === km.normalize('NFC'), KHMER_LETTER.test(km)]).toEqual([name, true, true])
    expect([name, source.length > 10, reviewed]).toEqual([name, true, null])
  }
})

test('the forms say nothing in Khmer but those words', () => {
  const said = Object.values(FORMS).flatMap((form) => textsOf(form).flatMap(({ text }) => text.km ?? []))
  expect(said.length).toBeGreaterThan(0)
  expect(said.filter((text) => !sourced.has(text))).toEqual([])
})

test('no other file of the program has a Khmer word of its own', () => {
  const root = join(import.meta.dirname, '../..')
  const files = ['surveys', 'client', 'server'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(room, name)),
  )
  const word = /[\u1780-\u17b3][\u1780-\u17d3]/
  expect(files.filter((file) => word.test(readFileSync(join(root, file), 'utf8')))).toEqual(['surveys/forms/khmer.ts'])
})
