import { createEffect, createMemo, createRoot, createSignal, on, onCleanup } from 'solid-js'
import { createActionTask, createTask } from '../task.ts'
import {
  type Allocation,
  type Assumptions,
  addDesign,
  allocateDesign,
  changeDesign,
  chooseDesign,
  type Design,
  type Designs,
  dropDesign,
  type Forecast,
  forecastDesign,
  type Kept,
  type Plan,
} from './api.ts'

/** Typing should not ask the server for every letter. */
const PAUSE_MS = 250

export type DesignDesk = ReturnType<typeof createDesignDesk>
export type CellKind = 'schools' | 'classes' | 'pupils'
/** Where a plan keeps the number that holds for strata without a line of their own. */
const COMMON = { schools: 'schoolsPerStratum', classes: 'classesPerSchool', pupils: 'pupilsPerClass' } as const

/** The design on the desk: what was typed, what the server foretells of it, and where it is kept. */
export function createDesignDesk(
  round: () => Readonly<{ id: string; version: number }>,
  designs: () => Designs,
  firstName: string,
) {
  const first = designs().designs.find(({ inUse }) => inUse)
  const [kept, setKept] = createSignal<string | null>(first?.id ?? null)
  const [name, setName] = createSignal(first?.name ?? firstName)
  const [design, setDesign] = createSignal<Design>(
    first
      ? { plan: first.plan, assumptions: first.assumptions }
      : { plan: designs().current.plan, assumptions: designs().current.assumptions },
  )
  const [unsaved, setUnsaved] = createSignal(false)
  const [forecast, setForecast] = createSignal<Forecast>()
  const [waiting, setWaiting] = createSignal(false)
  const computing = createTask(forecastDesign)

  let asked = 0
  const foretell = async () => {
    const mine = ++asked
    const given = design()
    // A task takes one call at a time; what was typed meanwhile is asked for when it is back.
    const result = await computing.run(round().id, given)
    if (given !== design()) return foretell()
    if (mine === asked) setWaiting(false)
    if (result && mine === asked) setForecast(result)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(design, () => {
      setWaiting(true)
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (!computing.busy()) void foretell()
      }, PAUSE_MS)
    }),
  )
  onCleanup(() => clearTimeout(timer))

  const change = (next: Design) => {
    setDesign(next)
    setUnsaved(true)
  }
  const changePlan = (part: Partial<Plan>) => change({ ...design(), plan: { ...design().plan, ...part } })
  /** Every stratum has its line, and no line is left over from other strata. */
  const wholeTable = createMemo((): NonNullable<Plan['table']> => {
    const lines = forecast()?.strata ?? []
    const table: NonNullable<Plan['table']> = {}
    for (const { line, takeAll, asked: numbers, population } of lines)
      if (!takeAll || table[line] === undefined)
        table[line] = design().plan.table?.[line] ?? {
          ...numbers,
          schools: takeAll ? design().plan.schoolsPerStratum : Math.min(numbers.schools, population),
        }
    return table
  })
  const whole = (): Design => ({ ...design(), plan: { ...design().plan, table: wholeTable() } })
  const setCell = (line: string, kind: CellKind, value: number) => {
    const table = wholeTable()
    const old = table[line]
    if (old) changePlan({ table: { ...table, [line]: { ...old, [kind]: value } } })
  }

  /** The one number of all strata, or undefined where they differ. */
  const common = (kind: CellKind): number | undefined => {
    if (design().plan.table === undefined) return design().plan[COMMON[kind]]
    const values = new Set(Object.values(wholeTable()).map((line) => line[kind]))
    return values.size === 1 ? [...values][0] : undefined
  }
  const setCommon = (kind: CellKind, value: number) => {
    const sizes = new Map((forecast()?.strata ?? []).map(({ line, population }) => [line, population]))
    const table = Object.fromEntries(
      Object.entries(wholeTable()).map(([line, old]) => [
        line,
        { ...old, [kind]: kind === 'schools' ? Math.min(value, sizes.get(line) ?? value) : value },
      ]),
    )
    changePlan({ [COMMON[kind]]: value, ...(design().plan.table === undefined ? {} : { table }) })
  }

  const allocating = createTask(allocateDesign)
  const allocate = async (allocation: Allocation) => {
    const table = await allocating.run(round().id, { ...design(), allocation })
    if (table) changePlan({ table })
  }

  /** What is kept has a line for every stratum, so keeping waits until the strata of what was typed are known. */
  const computed = () =>
    new Promise<void>((done) => {
      createRoot((dispose) =>
        createEffect(() => {
          if (waiting()) return
          done()
          dispose()
        }),
      )
    })

  const adding = createActionTask(addDesign)
  const changing = createActionTask(changeDesign)
  const dropping = createActionTask(dropDesign)
  const choosing = createActionTask(chooseDesign)
  const opened = (): Kept | undefined => designs().designs.find(({ id }) => id === kept())
  const json = () => ({ ...whole(), name: name().trim() })
  const settle = () => {
    setDesign(whole())
    setUnsaved(false)
  }
  /** Both give the id under which the design is kept, or undefined after a refusal. */
  const saveNew = async (): Promise<string | undefined> => {
    await computed()
    const made = (await adding.run(round().id, json())) as { id: string } | undefined
    if (!made) return undefined
    setKept(made.id)
    settle()
    return made.id
  }
  const save = async (): Promise<string | undefined> => {
    const now = opened()
    if (!now) return saveNew()
    await computed()
    if (!(await changing.run(round().id, { id: now.id, version: now.version }, json()))) return undefined
    settle()
    return now.id
  }
  const open = ({ id, name: called, plan, assumptions }: Kept) => {
    setKept(id)
    setName(called)
    setDesign({ plan, assumptions })
    setUnsaved(false)
  }
  return {
    design,
    name,
    setName: (text: string) => {
      setName(text)
      setUnsaved(true)
    },
    unsaved,
    opened,
    forecast,
    waiting,
    refusals: () => [computing, allocating, adding, changing, dropping, choosing].map(({ refusal }) => refusal()),
    busy: () => [allocating, adding, changing, dropping, choosing].some(({ busy }) => busy()),
    changePlan,
    changeAssumptions: (part: Partial<Assumptions>) =>
      change({ ...design(), assumptions: { ...design().assumptions, ...part } }),
    setCell,
    common,
    setCommon,
    valueOf: (line: string, kind: CellKind) => wholeTable()[line]?.[kind],
    allocate,
    save,
    saveNew,
    open,
    drop: async (one: Kept) => {
      if ((await dropping.run(round().id, { id: one.id, version: one.version })) && one.id === kept()) setKept(null)
    },
    choose: (one: Kept) => choosing.run(round(), one.id),
    use: async () => {
      const id = await save()
      if (id !== undefined) await choosing.run(round(), id)
    },
  }
}
