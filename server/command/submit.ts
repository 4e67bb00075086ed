import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { consentFor } from '../../surveys/forms/notice.ts'
import { instrumentId } from '../../surveys/instrument.ts'
import { type Question, questionsOf } from '../../surveys/questionnaire.ts'
import { instrumentsOf } from '../dataset/build.ts'
import { oddPlace } from '../http/odd-json.ts'
import { Problem } from '../problem.ts'
import { type SheetBody, sheetBody } from '../responses/sheet.ts'
import { submit as submitSheet } from '../responses/submit.ts'
import { ImportRefused } from '../table/import-refused.ts'
import { readCsv } from '../table/read-csv.ts'
import { type Command, CommandError, UsageError } from './command.ts'
import { need, readFlags } from './flags.ts'
import { needRound, withDeps, writeAs } from './with-deps.ts'

const META = new Set(['id', 'slip', 'code', 'form', 'language', 'consent'])

export const submit: Command = {
  usage: 'submit --round ID FILE',
  does: 'answers from a .csv or .jsonl file, by the same path as a phone; a line of JSON a sheet out',
  run: async (args, io) => {
    const flags = readFlags(args, { round: 'string' })
    const [file] = flags.words
    if (flags.words.length !== 1) throw new UsageError('name one FILE')
    const id = need(flags.round, 'round')
    await withDeps(io, async (deps) => {
      const round = await needRound(deps, id)
      const instruments = await instrumentsOf(deps.read, round)
      const bytes = await readFile(file).catch(() => {
        throw new CommandError(`${file} cannot be read`)
      })
      const isJson = /^\s*\{/.test(bytes.toString('utf8', 0, 200))
      const sheets = isJson
        ? jsonSheets(bytes.toString('utf8'))
        : csvSheets(
            bytes,
            instruments.flatMap((form) => questionsOf(form)),
          )
      const formOf = new Map(
        instruments.map((form): [string, FormAsked] => [
          form.form,
          { id: instrumentId(form), consent: consentFor(form, round.noticeVersion) },
        ]),
      )
      let refused = 0
      for (const [place, raw] of sheets.entries()) {
        const sheet = complete(raw, formOf)
        try {
          const odd = oddPlace(sheet)
          if (odd !== undefined) throw new Problem('body_invalid', { errors: [{ pointer: odd, code: 'shape' }] })
          const parsed = sheetBody.safeParse(sheet)
          if (!parsed.success)
            throw new Problem('body_invalid', {
              errors: parsed.error.issues.map(({ path }) => ({ pointer: `/${path.join('/')}`, code: 'shape' })),
            })
          const { receipt } = await writeAs(deps, (db, by) => submitSheet(db, by, parsed.data))
          io.out(JSON.stringify({ line: place + 1, id: parsed.data.id, receipt }))
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          refused += 1
          io.out(JSON.stringify({ line: place + 1, code: error.code, errors: error.errors }))
        }
      }
      if (refused > 0)
        throw new CommandError(`${refused} of ${sheets.length} sheets were refused; the others are stored`)
    })
  },
}

type RawSheet = Readonly<Record<string, unknown>>

type FormAsked = Readonly<{ id: string; consent: string }>

/** What a file may leave out: a fresh id, the form's version, the language and the notice in force. */
function complete(raw: RawSheet, formOf: ReadonlyMap<string, FormAsked>): Partial<SheetBody> {
  const form = String(raw.form ?? '')
  const { code, ...rest } = raw
  return {
    language: 'vi',
    consent: (formOf.get(form) ?? formOf.get(form.split('@')[0] ?? ''))?.consent ?? '',
    ...rest,
    slip: String(raw.slip ?? code ?? ''),
    form: formOf.get(form)?.id ?? form,
    id: typeof raw.id === 'string' && raw.id !== '' ? raw.id : randomUUID(),
  } as Partial<SheetBody>
}

function needSheet(read: unknown): RawSheet {
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as RawSheet
  throw new TypeError('no sheet')
}

function jsonSheets(text: string): RawSheet[] {
  return text
    .split('\n')
    .map((line, place) => [line.trim(), place + 1] as const)
    .filter(([line]) => line !== '')
    .map(([line, number]) => {
      try {
        return needSheet(JSON.parse(line))
      } catch {
        throw new CommandError(`line ${number} is no sheet as JSON; nothing of the file is stored`)
      }
    })
}

function readRows(bytes: Uint8Array) {
  try {
    return readCsv(bytes).sheets[0]?.rows ?? []
  } catch (error) {
    if (error instanceof ImportRefused) throw new CommandError(`the file is no CSV that can be read: ${error.code}`)
    throw error
  }
}

/** Columns by name: the fixed ones and the items; an empty cell is no answer, NK is "does not know". */
function csvSheets(bytes: Uint8Array, questions: readonly Question[]): RawSheet[] {
  const [header, ...rows] = readRows(bytes)
  const names = (header ?? []).map((cell) => String(cell ?? '').trim())
  const kind = new Map(questions.map((question) => [question.id, question.type]))
  const unknown = names.filter((name) => name !== '' && !META.has(name) && !kind.has(name))
  if (unknown.length > 0) throw new CommandError(`unknown column ${unknown[0]}; nothing of the file is stored`)
  return rows
    .filter((row) => row.some((cell) => cell !== null && cell !== ''))
    .map((row) => {
      const sheet: Record<string, unknown> = { answers: {} }
      const answers: Record<string, unknown> = {}
      for (const [place, name] of names.entries()) {
        const cell = row[place] ?? null
        if (cell === null || cell === '') continue
        if (META.has(name)) sheet[name] = String(cell)
        else answers[name] = answerOf(kind.get(name), cell)
      }
      return { ...sheet, answers }
    })
}

function answerOf(type: Question['type'] | undefined, cell: string | number): unknown {
  if (cell === 'NK') return null
  if (type === 'multiple' || type === 'ranking') return String(cell).split(' ')
  if (type === 'number')
    return Number.isFinite(Number(String(cell).replace(',', '.'))) ? Number(String(cell).replace(',', '.')) : cell
  if (type === 'scale' || type === 'percent') return /^-?\d+$/.test(String(cell)) ? Number(cell) : cell
  return String(cell)
}
