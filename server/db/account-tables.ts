import type { Fixed } from './tables.ts'

export interface AccountTable {
  id: Fixed<string>
  email: string
  name: string
  /** argon2id; null until the invitation is taken up, and for whoever signs in at the provincial service only */
  passwordHash: string | null
  disabledAt: string | null
  /** raised by each change; the ETag */
  version: number
  createdAt: Fixed<string>
}

/** A role at a unit and all below it; everywhere where there is no unit. */
export interface AccountRoleTable {
  accountId: Fixed<string>
  role: Fixed<string>
  unitId: Fixed<string | null>
}

export interface SessionTable {
  /** SHA-256 of the cookie's value: a stolen database opens no session. */
  idHash: Fixed<string>
  /** names the session in its owner's list; opens nothing */
  id: Fixed<string>
  accountId: Fixed<string>
  /** half: the password was right and the code is still to come; full */
  stage: Fixed<string>
  /** 1: a code of the second step was given */
  secondStep: Fixed<number>
  /** browser and system in two words, so that its owner knows it again */
  device: Fixed<string>
  createdAt: Fixed<string>
  seenAt: string
}

export interface SecondFactorTable {
  accountId: Fixed<string>
  /** sealed under a key that is not in the database */
  sealedSecret: string
  /** null until a first code has shown that the secret arrived */
  confirmedAt: string | null
  /** the half minute of the last code that was taken: none is taken twice */
  lastStep: number
}

/** A code that is used is gone. */
export interface RecoveryCodeTable {
  accountId: Fixed<string>
  codeHash: Fixed<string>
}

/** An invitation or a way back in; works once. */
export interface AccountLinkTable {
  tokenHash: Fixed<string>
  accountId: Fixed<string>
  /** invite, reset */
  purpose: Fixed<string>
  createdBy: Fixed<string>
  createdAt: Fixed<string>
  expiresAt: Fixed<string>
  usedAt: string | null
}

export interface ExternalIdentityTable {
  issuer: Fixed<string>
  subject: Fixed<string>
  accountId: Fixed<string>
  createdAt: Fixed<string>
}

export interface AccountTables {
  account: AccountTable
  accountRole: AccountRoleTable
  session: SessionTable
  secondFactor: SecondFactorTable
  recoveryCode: RecoveryCodeTable
  accountLink: AccountLinkTable
  externalIdentity: ExternalIdentityTable
}
