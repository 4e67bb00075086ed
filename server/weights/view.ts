import type { WeightChain } from '../../analysis/weight/chain.ts'
import type { FrameColumns } from '../../analysis/weight/frame-columns.ts'

/** A chain as it is shown: everything but the weights themselves. */
export const viewChain = ({
  steps,
  specification,
  checks,
  responseRate,
  representativity,
}: Omit<WeightChain, 'weights'>) => ({
  steps,
  specification: specification ?? null,
  checks,
  responseRate,
  representativity: representativity ?? null,
})

/** Columns of the frame with their levels and pupils. */
export function viewColumns({ names, schools }: FrameColumns) {
  return names.map((name) => {
    const levels = new Map<string, number>()
    for (const { columns, pupils } of schools.values())
      levels.set(columns[name] ?? '', (levels.get(columns[name] ?? '') ?? 0) + pupils)
    return { name, levels: [...levels].sort().map(([level, pupils]) => ({ level, pupils })) }
  })
}
