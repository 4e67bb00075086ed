import { Problem } from '../problem.ts'

/**
 * Every reason for which a file is not read at all. `too_large`: it is more than anybody's school list;
 * `import_refused`: it is something else. Codes are never reused; their words are in client/words.
 */
export const IMPORT_FAULTS = {
  file_empty: 'import_refused',
  file_too_large: 'too_large',
  /** neither a workbook nor a text table: a document, a picture, a PDF renamed */
  not_a_table: 'import_refused',
  /** .xls of Excel 97-2003, or another file of that family */
  old_excel_file: 'import_refused',
  password_protected: 'import_refused',
  binary_workbook: 'import_refused',
  macro_refused: 'import_refused',
  external_link_refused: 'import_refused',
  archive_damaged: 'import_refused',
  archive_bomb: 'too_large',
  archive_nested: 'import_refused',
  too_many_entries: 'too_large',
  entry_name_refused: 'import_refused',
  entry_duplicate: 'import_refused',
  entry_link: 'import_refused',
  workbook_damaged: 'import_refused',
  xml_malformed: 'import_refused',
  xml_dtd: 'import_refused',
  shared_string_missing: 'import_refused',
  cell_misplaced: 'import_refused',
  cell_too_long: 'import_refused',
  too_many_rows: 'too_large',
  too_many_columns: 'too_large',
  too_many_cells: 'too_large',
  too_many_sheets: 'too_large',
  too_many_strings: 'too_large',
  sheet_missing: 'import_refused',
  encoding_unknown: 'import_refused',
  quote_unclosed: 'import_refused',
  reading_too_slow: 'too_large',
  reading_too_big: 'too_large',
} as const satisfies Record<string, 'too_large' | 'import_refused'>

export type ImportFault = keyof typeof IMPORT_FAULTS
export type FaultDetail = Readonly<Record<string, string | number>>

/** Thrown while a file is read, also inside the worker, where only code and detail cross over. */
export class ImportRefused extends Error {
  readonly code: ImportFault
  readonly detail: FaultDetail

  constructor(code: ImportFault, detail: FaultDetail = {}) {
    super(code)
    this.name = 'ImportRefused'
    this.code = code
    this.detail = detail
  }
}

/** The refusal as a reply: `errors[0]` says what is wrong with the file. */
export const problemOfRefusal = ({ code, detail }: Pick<ImportRefused, 'code' | 'detail'>): Problem =>
  new Problem(IMPORT_FAULTS[code], { errors: [{ pointer: '/file', code, detail }] })
