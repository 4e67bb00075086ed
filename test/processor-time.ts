/** Milliseconds of processor this program takes from here on: on a busy machine a clock also counts whom it waits for. */
export function processorTime(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
}
