import { describe, expect, test } from 'vitest'
import { createEffect, createMemo, createSignal } from '../../client/respondent/signals.ts'

describe('what the page shows follows what is known', () => {
  test('an effect runs at once, and again when something it read has changed', () => {
    const [count, setCount] = createSignal(1)
    const [other, setOther] = createSignal('a')
    const seen: number[] = []
    createEffect(() => void seen.push(count()))
    setCount((before) => before + 1)
    setCount(2)
    setOther('b')
    expect(seen).toEqual([1, 2])
    expect(other()).toBe('b')
  })
  test('nobody sees a value made from others half renewed', () => {
    const [count, setCount] = createSignal(1)
    const double = createMemo(() => count() * 2)
    const sum = createMemo(() => count() + double())
    const seen: string[] = []
    createEffect(() => void seen.push(`${count()} ${double()} ${sum()}`))
    setCount(2)
    expect(seen).toEqual(['1 2 3', '2 4 6'])
  })
  test('who reads only what is made from others rests while that stays the same', () => {
    const [count, setCount] = createSignal(1)
    const even = createMemo(() => count() % 2 === 0)
    const seen: boolean[] = []
    createEffect(() => void seen.push(even()))
    setCount(3)
    setCount(4)
    expect(seen).toEqual([false, true])
  })
  test('effects run in the order they were made, and what one sets reaches all', () => {
    const [count, setCount] = createSignal(0)
    const [filled, setFilled] = createSignal('0')
    const seen: string[] = []
    createEffect(() => setFilled(String(count())))
    createEffect(() => void seen.push(`shown ${count()} ${filled()}`))
    setCount(1)
    expect(seen).toEqual(['shown 0 0', 'shown 1 1'])
  })
  test('a branch that was never taken is not waited for', () => {
    const [open, setOpen] = createSignal(false)
    const [inside, setInside] = createSignal(1)
    let runs = 0
    createEffect(() => {
      runs++
      if (open()) inside()
    })
    setInside(2)
    expect(runs).toBe(1)
    setOpen(true)
    setInside(3)
    expect(runs).toBe(3)
  })
})
