export type Measured<T> = Readonly<{
  /** Processor seconds, user and system: the median of the runs. Independent of who else uses the machine. */
  cpuSeconds: number
  wallSeconds: number
  runs: number
  result: T
}>

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] as number
}

/** Runs the work and says what it took; the first run, in which the program is compiled, counts like the others. */
export function measure<T>(runs: number, work: () => T): Measured<T> {
  const cpu: number[] = []
  const wall: number[] = []
  let result: T | undefined
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    const start = process.hrtime.bigint()
    result = work()
    wall.push(Number(process.hrtime.bigint() - start) / 1e9)
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / 1e6)
  }
  return { cpuSeconds: median(cpu), wallSeconds: median(wall), runs, result: result as T }
}

export const peakMemoryMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
