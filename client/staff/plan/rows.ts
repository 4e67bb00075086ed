import { createStore, unwrap } from 'solid-js/store'

/** A text typed or pasted over several lines, as the one line it is stored as. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ')

/**
 * A list that a person edits over what the server has: until the first key nothing is kept here and the list follows
 * the server; from then on the typed list stays, whatever others save, until it is saved or given up.
 */
export function createRows<Row extends object>(stored: () => Row[]) {
  const [typed, setTyped] = createStore<{ rows: Row[] | null }>({ rows: null })
  const rows = (): Row[] => typed.rows ?? stored()
  const change = (edit: (rows: Row[]) => Row[]) => setTyped('rows', edit(rows().map((row) => ({ ...unwrap(row) }))))
  return {
    rows,
    unsaved: () => typed.rows !== null && JSON.stringify(typed.rows) !== JSON.stringify(stored()),
    forget: () => setTyped('rows', null),
    set: (place: number, part: Partial<Row>) =>
      change((list) => list.map((row, at) => (at === place ? { ...row, ...part } : row))),
    add: (...added: Row[]) => change((list) => [...list, ...added]),
    remove: (place: number) => change((list) => list.toSpliced(place, 1)),
    move: (place: number, by: 1 | -1) =>
      change((list) => {
        const row = list[place]
        return row === undefined ? list : list.toSpliced(place, 1).toSpliced(place + by, 0, row)
      }),
  }
}
export type Rows<Row extends object> = ReturnType<typeof createRows<Row>>
