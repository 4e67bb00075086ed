import { appendFileSync } from 'node:fs'

/** One line of RESULTS.md: what was done, what was seen, and what the check says where the promise is broken on purpose. */
export type Result = Readonly<{ id: string; fault: string; seen: string; control: string }>

/** For the table at the end of the run; on the screen at once, for whoever watches. */
export function record(result: Result): void {
  console.info(`${result.id}  ${result.fault}: ${result.seen}; control: ${result.control}`)
  const file = process.env.HAILONG_FAULT_RESULTS
  if (file) appendFileSync(file, `${JSON.stringify(result)}\n`)
}
