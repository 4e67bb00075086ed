import { clusterEffect, mixedEffect } from '../../analysis/plan/cluster-effect.ts'
import { forecast, type PlannedStratum } from '../../analysis/plan/precision.ts'
import { expectedSample } from '../../analysis/select/expected-sample.ts'
import type { FrameSchool } from '../../analysis/select/ledger.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import type { MatrixEntry } from '../../surveys/round.ts'
import type { StratumColumn } from '../plan/plan.ts'
import type { Assumptions, Design } from './design.ts'
import { columnsOf, drawPlanOf, lineOf, tableName } from './draw-plan.ts'
import { frameSchools, TAKE_ALL } from './frame-schools.ts'

/** What a design is foretold from: the newest frame and what the round asks. */
export type DesignGround = Readonly<{
  rows: readonly FrameRow[]
  matrix: readonly MatrixEntry[]
  target: number
}>

/** A stratum of the frame under a design. Counts are whole, so that every sum can be added up by hand. */
export type DesignStratum = Readonly<{
  /** As the draw names it, and its line in the plan's table: schools always taken share the line of the others. */
  name: string
  line: string
  values: readonly string[]
  takeAll: boolean
  inTable: boolean
  population: number
  pupils: number
  asked: Readonly<{ schools: number; classes: number; pupils: number }>
  schools: number
  certain: number
  classes: number
  slips: number
  cost: number
  effect: number
  fewClasses: number
  smallClasses: number
}>

export type DesignDomain = Readonly<{
  /** null: the whole. */
  column: StratumColumn | null
  value: string
  schools: number
  slips: number
  answers: number
  deff: number
  df: number
  margin: number | null
  provableRate: number | null
  lonely: number
}>

export type DesignForecast = ReturnType<typeof forecastDesign>

/** What a design would cost and be able to say, before anything is drawn. */
export function forecastDesign(design: Design, ground: DesignGround) {
  const schools = frameSchools(ground.rows, ground.matrix, design.plan)
  const strata = designStrata(design, schools)
  const domains = domainsOf(design, strata, ground.target)
  const sum = (of: (stratum: DesignStratum) => number) => strata.reduce((total, stratum) => total + of(stratum), 0)
  const [whole] = domains
  const parts = domains.slice(1)
  const unseen = parts.some(({ margin }) => margin === null)
  return {
    strata,
    domains,
    totals: {
      schools: sum((stratum) => stratum.schools),
      classes: sum((stratum) => stratum.classes),
      slips: sum((stratum) => stratum.slips),
      cost: sum((stratum) => stratum.cost) + design.assumptions.fixedCost,
      margin: whole?.margin ?? null,
      provableRate: whole?.provableRate ?? null,
      /** The widest interval of a part that will be published; null where one has none. */
      worstMargin: unseen || parts.length === 0 ? null : Math.max(...parts.map(({ margin }) => margin ?? 0)),
      provableParts: parts.filter(({ provableRate }) => provableRate !== null).length,
      parts: parts.length,
      lonely: whole?.lonely ?? 0,
    },
    notes: notesOf(design, strata, ground),
  }
}

/** The strata a design makes of the frame, with what it would bring out of each. */
export function designStrata({ plan, assumptions }: Design, schools: readonly FrameSchool[]): DesignStratum[] {
  const columns = columnsOf(plan)
  return expectedSample(schools, drawPlanOf(plan, 'none', schools)).map((expected) => {
    const line = tableName(expected.values, plan)
    const asked = lineOf(plan, line)
    const takeAll = columns.includes(TAKE_ALL) && expected.values.at(-1) === 'all'
    const classes = Math.round(expected.classes)
    const slips = Math.round(expected.drawnPupils)
    return {
      name: expected.name,
      line,
      values: expected.values.slice(0, plan.strata.length),
      takeAll,
      inTable: plan.table === undefined || Object.hasOwn(plan.table, line),
      population: expected.population,
      pupils: expected.pupils,
      asked: takeAll ? { ...asked, schools: expected.population } : asked,
      schools: expected.schools,
      certain: expected.certain,
      classes,
      slips,
      cost: expected.schools * assumptions.schoolCost + classes * assumptions.classCost + slips * assumptions.slipCost,
      effect: clusterEffect(
        classes / expected.schools,
        (slips * assumptions.responseRate) / classes,
        sharesOf(assumptions),
      ),
      fewClasses: expected.fewClasses,
      smallClasses: expected.smallClasses,
    }
  })
}

const sharesOf = ({ betweenSchools, betweenClasses }: Assumptions) => ({ betweenSchools, betweenClasses })

/** The whole, and each value of each column that makes strata: what is not a union of strata has no forecast. */
export function domainMembers(
  columns: readonly StratumColumn[],
  strata: readonly DesignStratum[],
): Readonly<{ column: StratumColumn | null; value: string; members: readonly DesignStratum[] }>[] {
  const parts = columns.flatMap((column, at) => {
    const values = [...new Set(strata.map(({ values }) => values[at] ?? ''))].sort()
    return values.map((value) => ({ column, value, members: strata.filter(({ values }) => values[at] === value) }))
  })
  return [{ column: null, value: '', members: strata }, ...parts]
}

function domainsOf({ plan, assumptions }: Design, strata: readonly DesignStratum[], target: number): DesignDomain[] {
  return domainMembers(plan.strata, strata).flatMap(({ column, value, members }) => {
    const planned = members.map(
      ({ name, schools, population, pupils, slips }): PlannedStratum => ({
        name,
        schools,
        population,
        pupils,
        answers: slips * assumptions.responseRate,
      }),
    )
    if (!planned.some(({ answers }) => answers > 0)) return []
    const designEffect = mixedEffect(planned.map((one, at) => ({ ...one, effect: members[at].effect })))
    const { rate } = assumptions
    const foretold = forecast(planned, { rate, target, designEffect })
    return [
      {
        column,
        value,
        schools: foretold.schools,
        slips: members.reduce((sum, { slips }) => sum + slips, 0),
        answers: foretold.answers,
        deff: foretold.designEffect,
        df: foretold.df,
        margin: foretold.margin,
        provableRate: foretold.provableRate,
        lonely: foretold.lonely.length,
      },
    ]
  })
}

export type DesignNote = Readonly<{
  code:
    | 'line_without_stratum'
    | 'stratum_without_line'
    | 'more_than_there_are'
    | 'school_unknown'
    | 'taken_and_excluded'
  name: string
}>

/** Where the design and the frame do not fit each other. */
function notesOf({ plan }: Design, strata: readonly DesignStratum[], { rows }: DesignGround): DesignNote[] {
  const lines = new Set(strata.map(({ line }) => line))
  const codes = new Set(rows.map(({ code }) => code))
  const excluded = new Set(plan.excluded?.map(({ code }) => code))
  const notes: DesignNote[] = []
  for (const name of Object.keys(plan.table ?? {}))
    if (!lines.has(name)) notes.push({ code: 'line_without_stratum', name })
  for (const { line, takeAll, inTable, asked, population } of strata) {
    if (!inTable) notes.push({ code: 'stratum_without_line', name: line })
    if (!takeAll && asked.schools > population && inTable && plan.table)
      notes.push({ code: 'more_than_there_are', name: line })
  }
  for (const { code } of [...(plan.takeAll ?? []), ...(plan.excluded ?? [])])
    if (!codes.has(code)) notes.push({ code: 'school_unknown', name: code })
  for (const { code } of plan.takeAll ?? [])
    if (excluded.has(code)) notes.push({ code: 'taken_and_excluded', name: code })
  return notes
}
