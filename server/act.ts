import type { Keys } from './keys.ts'

/** Who acts, when, and with which chance and keys: everything a verb needs beside the database and its input. */
export type Act = Readonly<{
  /** an account's id, `anyone` for the public, `command` for the command line */
  actor: string
  now: Date
  random: RandomBytes
  keys: Keys
}>

export type RandomBytes = (count: number) => Uint8Array

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** 128 random bits; no order can be read out of it. */
export const newId = (by: Pick<Act, 'random'>): string => hex(by.random(16))

/** The day in Vietnam, where every round runs: UTC+7, no summer time. */
export function dayOf(now: Date): string {
  const day = Math.floor((now.getTime() + 7 * HOUR_MS) / DAY_MS)
  // Asked for every sheet, and the same for a whole day.
  if (day !== known.day) known = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 10) }
  return known.text
}
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let known: Readonly<{ day: number; text: string }> = { day: Number.NaN, text: '' }
