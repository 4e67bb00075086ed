import type { Db } from '../db/open.ts'
import { readFilePieces } from './read-file.ts'

/** Every paper on record is read: it must be there and be what was kept. */
export async function checkPapers(db: Db, dataDir: string): Promise<Readonly<{ checked: number; wrong: string[] }>> {
  let checked = 0
  const wrong: string[] = []
  for (let after = ''; ; ) {
    const page = await db
      .selectFrom('evidence')
      .select(['id', 'size', 'contentHash'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    if (page.length === 0) return { checked, wrong }
    for (const paper of page) {
      checked += 1
      after = paper.id
      if (!(await isWhole(dataDir, paper))) wrong.push(paper.id)
    }
  }
}

async function isWhole(dataDir: string, paper: Readonly<{ id: string; size: number; contentHash: string }>) {
  try {
    for await (const _ of readFilePieces(dataDir, paper.id, paper));
    return true
  } catch {
    return false
  }
}
