import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { missingProducts, type Product, standingOf, stateFault, tasksOfCard } from '../../surveys/tasks/reform-task.ts'

const tasks = tasksOfCard(department2021)
const plan = readFileSync(join(import.meta.dirname, 'ke-hoach-cchc-2021.txt'), 'utf8').replace(/\s+/g, ' ')

test('the 50 tasks of the plan, each with its number, a lead, and products in the words of the plan', () => {
  expect(tasks.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
  expect(tasks.filter(({ lead, products }) => lead === '' || products.length === 0)).toEqual([])
  expect(tasks[3]).toMatchObject({ lead: 'Phòng TCCB', products: [{ name: 'Kế hoạch và báo cáo kết quả kiểm tra.' }] })
  expect(tasks[10]).toMatchObject({ lead: 'Thanh tra', askedOf: 'named' })
  // A sample of products that stand in one line of the plan.
  for (const words of [
    'Thuyết minh sáng kiến, báo cáo',
    'Phương án sắp xếp tổ chức bộ máy',
    'Quyết định công bố lại.',
  ]) {
    expect(plan).toContain(words)
    expect(tasks.flatMap(({ products }) => products.map(({ name }) => name))).toContain(words)
  }
  // Task 2 is the four periodic reports; the last is due on 17/11.
  expect(tasks[1]).toMatchObject({ dueOn: '2021-11-17', products: { length: 4 } })
})

test('a task is done only when each of its products is there as a paper', () => {
  const product = (mayNotArise: boolean): Product => ({ name: 'Kế hoạch', part: '', mayNotArise })
  const two = [product(false), product(false)]
  expect(stateFault('done', two, [1, 0], '')).toBe('evidence_missing')
  expect(stateFault('done', two, [1, 3], '')).toBeNull()
  expect(missingProducts(two, [1])).toEqual([1])
  // What the plan asks for "nếu có" may be missing, and then a note says why.
  const optional = [product(false), product(true)]
  expect(stateFault('done', optional, [0, 1], 'Không có')).toBe('evidence_missing')
  expect(stateFault('done', optional, [1, 0], '')).toBe('note_needed')
  expect(stateFault('done', optional, [1, 0], 'Không có kiến nghị')).toBeNull()
  expect(stateFault('not_arisen', two, [], 'Không có')).toBe('must_arise')
  expect(stateFault('not_arisen', [product(true)], [], ' ')).toBe('note_needed')
  expect(stateFault('not_arisen', [product(true)], [], 'Không có yêu cầu')).toBeNull()
})

test('a task whose paper was withdrawn is not done any more, and one whose day has passed is overdue', () => {
  const task = { state: 'done', dueOn: '2021-06-30', products: [{ name: 'a', part: '', mayNotArise: false }] } as const
  expect(standingOf(task, [1], '2021-12-31')).toBe('done')
  expect(standingOf(task, [0], '2021-12-31')).toBe('proof_lost')
  expect(standingOf({ ...task, state: 'doing' }, [0], '2021-06-30')).toBe('doing')
  expect(standingOf({ ...task, state: 'doing' }, [0], '2021-07-01')).toBe('overdue')
  expect(standingOf({ ...task, state: 'not_arisen' }, [0], '2021-07-01')).toBe('not_arisen')
})
