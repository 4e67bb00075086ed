import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countStored, makeIngestField } from '../bench/ingest-field.ts'
import { startServer } from '../bench/own-server.ts'
import { sendSheets } from '../bench/send-sheets.ts'
import { readConfig } from '../config.ts'
import { CommandError, type Io, UsageError } from './command.ts'
import { readCount } from './flags.ts'
import { withDeps } from './with-deps.ts'

const MOST_SHEETS = 15_000
const MOST_CONNECTIONS = 1_000

type Flags = Readonly<{ sheets?: string; connections?: string; seed?: string; dir?: string }>

/** Sheets of the synthetic province sent to a server of its own on a fresh folder, and what of them is stored afterwards. */
export async function benchIngest(flags: Flags, io: Io, program = process.argv[1] ?? ''): Promise<void> {
  const wanted = readCount(flags.sheets, 'sheets', 5_000)
  const connections = readCount(flags.connections, 'connections', 64)
  if (wanted > MOST_SHEETS) throw new UsageError(`--sheets is at most ${MOST_SHEETS}`)
  if (connections > MOST_CONNECTIONS) throw new UsageError(`--connections is at most ${MOST_CONNECTIONS}`)
  const parent = flags.dir ?? tmpdir()
  const dataDir = await mkdtemp(join(parent, 'hailong-bench-')).catch(() => {
    throw new CommandError(`${parent} is no folder in which one can be made`)
  })
  try {
    if (io.terminal) io.err(`a round with ${wanted} sheets in ${dataDir}`)
    const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
    const sheets = await withDeps({ ...io, config }, (deps) => makeIngestField(deps, wanted, flags.seed ?? '1'))
    const server = await startServer(program, dataDir)
    try {
      if (io.terminal) io.err(`${sheets.length} sheets over ${connections} connections`)
      const before = await server.spent()
      const { acknowledged, refused, seconds, waitsMs } = await sendSheets(server.url, sheets, connections)
      const after = await server.spent()
      await server.stop()
      const counted = await withDeps({ ...io, config }, ({ read }) => countStored(read))
      const cpuMs = before && after ? (after.cpuSeconds - before.cpuSeconds) * 1000 : null
      const result = {
        ...{ sheets: sheets.length, connections, acknowledged, refused, ...counted },
        seconds: round(seconds, 3),
        perSecond: round(acknowledged / seconds, 0),
        waitMs: { p50: share(waitsMs, 0.5), p95: share(waitsMs, 0.95), p99: share(waitsMs, 0.99) },
        serverCpuMsPerSheet: cpuMs === null || acknowledged === 0 ? null : round(cpuMs / acknowledged, 3),
        serverPeakMemoryMiB: after?.peakMemoryMiB ?? null,
      }
      io.out(JSON.stringify({ bench: 'ingest', node: process.version, ...result }, null, 1))
      if (counted.stored !== acknowledged || counted.slipsUsed !== acknowledged)
        throw new CommandError(
          `${acknowledged} sheets were acknowledged, ${counted.stored} are stored, ${counted.slipsUsed} slips are used`,
        )
    } finally {
      await server.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/** The wait that this share of the sheets did not exceed; null when none was taken. */
function share(sorted: readonly number[], part: number): number | null {
  const wait = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]
  return wait === undefined ? null : round(wait, 1)
}
