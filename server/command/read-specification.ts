import { readFile } from 'node:fs/promises'
import type { WeightingSpec } from '../../analysis/weight/chain.ts'
import { weightingSpec } from '../weights/specification.ts'
import { CommandError } from './command.ts'

/** The steps of a weighting out of a JSON file; says in one line what is wrong with it. */
export async function readSpecification(file: string): Promise<WeightingSpec> {
  let given: unknown
  try {
    given = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new CommandError(`${file} cannot be read as JSON: ${(error as Error).message.split('\n')[0]}`)
  }
  const read = weightingSpec.safeParse(given)
  if (read.success) return read.data as WeightingSpec
  const [issue] = read.error.issues
  throw new CommandError(`${file} is no weighting: /${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`)
}
