import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where files of a moment may lie: the folder of the machine for them, and where that is gone, full or not ours, the one SQLite has
 * been given, which is that of the data (`command/run-command.ts`).
 */
const folders = (): readonly string[] => [tmpdir(), ...(process.env.SQLITE_TMPDIR ? [process.env.SQLITE_TMPDIR] : [])]

/** For a library that takes nothing but files: the bytes as a file under this name, gone when the work is done. */
export function withTemporaryFile<T>(
  name: string,
  bytes: Uint8Array,
  work: (file: string) => T,
  where: readonly string[] = folders(),
): T {
  const { folder, file } = written(name, bytes, where)
  try {
    return work(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function written(name: string, bytes: Uint8Array, [first = '.', ...others]: readonly string[]) {
  let folder: string | undefined
  try {
    folder = mkdtempSync(join(first, 'hailong-'))
    const file = join(folder, name)
    writeFileSync(file, bytes)
    return { folder, file }
  } catch (error) {
    if (folder) rmSync(folder, { recursive: true, force: true })
    if (others.length === 0) throw error
    return written(name, bytes, others)
  }
}
