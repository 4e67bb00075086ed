import type { ContentfulStatusCode } from 'hono/utils/http-status'

/**
 * Every way a request can be refused: code, status, English title. Codes are never reused and never translated;
 * the words people read are in client/words/problem.ts, and a test walks this table for them.
 */
export const PROBLEMS = {
  json_malformed: [400, 'The body is not JSON'],
  body_invalid: [400, 'The body does not have the expected shape'],
  query_invalid: [400, 'A query parameter does not have the expected shape'],
  address_invalid: [400, 'The address is not one this server hands out'],
  request_malformed: [400, 'This is no request that can be read'],
  request_cut_off: [400, 'The request ended before its end'],
  token_in_url: [400, 'A slip code does not belong into a query'],
  not_signed_in: [401, 'Sign in first'],
  session_expired: [401, 'The session has ended; sign in again'],
  code_wrong: [401, 'The code is wrong or was used before'],
  device_revoked: [401, 'This tablet is not known or has been withdrawn'],
  sign_in_failed: [401, 'The e-mail address or the password is wrong'],
  cross_site: [403, 'The request comes from another site'],
  not_permitted: [403, 'This role may not do this'],
  second_step_required: [403, 'This role needs the second step of signing in'],
  password_wrong: [403, 'The own password is wrong'],
  own_account: [403, 'Somebody else must do this to your account'],
  account_unknown: [403, 'Nobody here has been given this account'],
  mode_not_allowed: [403, 'This form is not answered in this way in this round'],
  round_not_open: [403, 'The round does not take answers yet'],
  four_eyes: [403, 'Whoever wrote it cannot review it'],
  own_unit: [403, 'Nobody appraises or publishes what is their own'],
  too_few: [403, 'Too few people answered for single rows to be given out'],
  second_person: [403, 'The second entry needs another person'],
  not_found: [404, 'There is nothing here'],
  link_unknown: [404, 'This link is not known'],
  slip_unknown: [404, 'No slip has this code'],
  method_not_allowed: [405, 'This address does not take this method'],
  request_too_slow: [408, 'The request did not come in time'],
  slip_used: [409, 'This slip has been used'],
  sheet_first: [409, 'A number to be called is taken once the slip is answered'],
  link_full: [409, 'This link has taken as many sheets as it was made for'],
  idempotency_conflict: [409, 'The same id came with other content'],
  form_superseded: [409, 'The form has a newer version'],
  step_not_possible: [409, 'The round is not at the step where this can be done'],
  year_locked: [409, 'This part of the year is locked'],
  evidence_damaged: [409, 'A kept paper is lost or has changed'],
  evidence_in_use: [409, 'The paper proves something and stays'],
  release_missing: [409, 'Nothing of that round is published'],
  version_fixed: [409, 'This version is not a draft any more and stays as it is'],
  paper_entered: [409, 'This sheet of paper has been entered by two people already'],
  already_there: [409, 'There is one already'],
  link_spent: [410, 'This link has been used or is too old'],
  slip_revoked: [410, 'This slip has been withdrawn'],
  round_closed: [410, 'The round is closed'],
  stale: [412, 'Somebody has changed it since it was read'],
  quota_full: [413, 'There is no room for more files'],
  package_too_large: [413, 'All files together are more than one archive takes'],
  too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body is of a kind not taken here'],
  expectation_failed: [417, 'What the request expects is not done here'],
  host_unknown: [421, 'The server does not answer to this name; its own is set as PUBLIC_URL'],
  answer_invalid: [422, 'An answer does not fit its item'],
  input_invalid: [422, 'Something in the input does not fit'],
  password_common: [422, 'This password is one that is tried first'],
  instrument_invalid: [422, 'The form has errors'],
  criteria_invalid: [422, 'The card of criteria has errors'],
  frame_invalid: [422, 'The frame has errors and nothing was imported'],
  units_invalid: [422, 'The list of units has errors and nothing was imported'],
  import_refused: [422, 'The file is not a workbook that can be read safely'],
  evidence_refused: [422, 'The file is not a PDF that can be kept safely'],
  media_refused: [422, 'The file is not a picture or a recording that can be shown safely'],
  disclosure_risk: [422, 'A hidden figure could be computed back from what would be published'],
  cannot_compute: [422, 'The figures cannot be computed from these data'],
  precondition_required: [428, 'Say which version is being changed (If-Match)'],
  slow_down: [429, 'Too many requests'],
  header_too_large: [431, 'The address or the headers are too long'],
  unexpected: [500, 'Something went wrong here'],
  method_unknown: [501, 'No such method is known'],
  sign_in_away: [503, 'The account service does not answer'],
  storage_full: [507, 'There is no room on the disk'],
  unavailable: [503, 'Not available for a moment'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>

export type ProblemCode = keyof typeof PROBLEMS
export type ProblemError = Readonly<{
  pointer: string
  code: string
  detail?: Readonly<Record<string, string | number>>
}>

export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: readonly ProblemError[]
  /** What words need to say it; never text of users, secrets or paths. */
  readonly detail: Readonly<Record<string, string | number>>
  readonly retryAfterSeconds: number | undefined
  /** What stands there now, for whoever was overtaken: with it nothing they wrote is lost. */
  readonly current: unknown

  constructor(
    code: ProblemCode,
    more: {
      errors?: readonly ProblemError[]
      detail?: Record<string, string | number>
      retryAfterSeconds?: number
      current?: unknown
    } = {},
  ) {
    super(PROBLEMS[code][1])
    this.name = 'Problem'
    this.code = code
    this.errors = more.errors ?? []
    this.detail = more.detail ?? {}
    this.retryAfterSeconds = more.retryAfterSeconds
    this.current = more.current
  }
}
