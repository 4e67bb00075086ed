import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { day, hasReached } from '../../surveys/round.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { printForm } from '../instruments/print-form.ts'
import { sha256 } from '../keys.ts'
import { DOCUMENT_KINDS, keepComposed } from '../official/keep-document.ts'
import { composePapers, PAPERS } from '../official/make-papers.ts'
import { findDocument, findNewest, type StoredDocument } from '../official/store.ts'
import { getRound, type Round } from '../plan/store.ts'
import { composeReport, keepReport } from '../report/make-report.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { need, onlyFlags } from './flags.ts'
import { needRound, withDeps, writeAs } from './with-deps.ts'

export const report: Command = {
  usage: 'report --round ID --out DIR [--units DAY]',
  does: 'writes the three documents of the round (plan, distribution, report) and their annexes as DOCX and as PDF into DIR',
  run: async (args, io) => {
    const flags = onlyFlags(args, { round: 'string', out: 'string', units: 'string' })
    if (flags.units !== undefined && !day.safeParse(flags.units).success)
      throw new UsageError('--units is a day, YYYY-MM-DD')
    const [id, out] = [need(flags.round, 'round'), need(flags.out, 'out')]
    await withDeps(io, async (deps) => {
      const round = await needRound(deps, id)
      const stored = hasReached(round.state, 'published')
        ? await publishedOf(deps, id, flags.units)
        : await madeOf(deps, round, flags.units)
      const [result] = stored.slice(-1)
      if (!result) return
      await mkdir(out, { recursive: true })
      const documents = []
      for (const document of stored) documents.push(await writeDocument(out, document))
      const [{ file, pdf }] = documents.slice(-1)
      io.out(
        JSON.stringify({
          document: result.id,
          kind: result.kind,
          version: result.version,
          file,
          pdf,
          hash: result.contentHash,
          documents,
          annexes: await writeForms(out, deps.read, round),
        }),
      )
    })
  },
}

/** Everything of the round made anew, the report last. */
async function madeOf(deps: Deps, round: Round, day: string | undefined): Promise<StoredDocument[]> {
  const made = await composeReport(deps.read, round.id, day)
  const papers = await papersOf(deps, round)
  const kept = await writeAs(deps, async (db, by) => keepReport(db, by, round.id, await versionOf(db, round.id), made))
  const result = await findDocument(deps.read, kept)
  return result ? [...papers, result] : papers
}

/** What a published round rests on never changes: its documents as they are kept, and none is made. */
async function publishedOf(deps: Deps, id: string, day: string | undefined): Promise<StoredDocument[]> {
  if (day !== undefined)
    throw new CommandError('the round is published, and no report is made any more: leave --units out for what is kept')
  const kept = await Promise.all(DOCUMENT_KINDS.map((kind) => findNewest(deps.read, id, kind)))
  return kept.filter((document) => document !== undefined)
}

const versionOf = async (db: Db, id: string) => (await getRound(db, id)).version

/** What goes before the report: as it is kept if nothing has changed since, else as the next version. */
async function papersOf(deps: Deps, round: Round): Promise<StoredDocument[]> {
  const documents: StoredDocument[] = []
  for (const paper of PAPERS)
    for (const made of await composePapers(deps.read, round, paper)) {
      const before = await findNewest(deps.read, round.id, made.kind)
      if (before?.contentHash === sha256(made.docx) && before.pdf !== null) {
        documents.push(before)
        continue
      }
      const [id = ''] = await writeAs(deps, (db, by) => keepComposed(db, by, round, [made]))
      const after = await findDocument(deps.read, id)
      if (after) documents.push(after)
    }
  return documents
}

async function writeDocument(out: string, document: StoredDocument) {
  const { id, kind, version, contentHash } = document
  const file = join(out, document.fileName)
  await writeFile(file, document.bytes)
  const pdf = file.replace(/\.docx$/, '.pdf')
  if (document.pdf) await writeFile(pdf, document.pdf)
  return { document: id, kind, version, file, pdf, hash: contentHash }
}

/** The forms as they are printed, an annex of the plan that has the look of a form and not of a letter. */
async function writeForms(out: string, db: Db, round: Round): Promise<string[]> {
  const files: string[] = []
  for (const { instrumentId } of round.matrix) {
    const { bytes, name } = await printForm(db, instrumentId, 'vi', round.id)
    const file = join(out, `phu-luc-${name}`)
    await writeFile(file, bytes)
    files.push(file)
  }
  return files
}
