import { isAbsolute, resolve } from 'node:path'
import { isRecipient } from './backup/recipient.ts'
import { type Proxies, readProxies } from './http/network.ts'
import type { DiskReserve } from './operation/disk.ts'

/** A setting or a machine that stops the start: one line, with the key and the remedy. */
export class ConfigError extends Error {
  constructor(key: string, reason: string) {
    super(`${key}: ${reason}`)
    this.name = 'ConfigError'
  }
}

export type AccountService = Readonly<{ issuer: string; clientId: string; clientSecret: string; name: string }>

/** A mail server, as `smtps://name:password@host` or `smtp://…:587`, and who its letters come from. */
export type Smtp = Readonly<{ url: string; from: string }>

export type Config = Readonly<{
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  /** Where parents and staff find this server: stands in slips and is the only origin a change may come from. */
  publicUrl: string
  /** where the province keeps accounts, by OpenID Connect */
  accountService: AccountService | null
  /** where reminders are handed over; null: nobody is written to */
  smtp: Smtp | null
  demo: boolean
  logLevel: string
  /** What pictures and recordings of forms may take together, in bytes. */
  mostMedia: number
  /** Whom backups are encrypted to: public keys of age. Empty: a key made in the data folder. */
  backupRecipients: readonly string[]
  /** where copies are made while the server runs; null: only when somebody asks for one */
  backupDir: string | null
  /** What stays free on the disk of the data, whatever comes. */
  diskReserve: DiskReserve
  /** With it `/metrics` is told; null: nobody is. */
  metricsToken: string | null
  /** The program that looks papers through for viruses, with its words; empty: none does. */
  virusScanner: readonly string[]
  /** Proxies whose X-Forwarded-For is believed. */
  trustedProxies: Proxies
}>

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']

export function readConfig(env: Record<string, string | undefined>): Config {
  const port = readPort(env.PORT ?? '8080')
  const host = env.HOST ?? '127.0.0.1'
  const dataDir = env.DATA_DIR ?? './data'
  if (dataDir.includes('\0') || dataDir.trim() === '') throw new ConfigError('DATA_DIR', 'must be a folder')
  const logLevel = env.LOG_LEVEL ?? 'info'
  if (!LOG_LEVELS.includes(logLevel)) throw new ConfigError('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}`)
  if (env.DEMO !== undefined && env.DEMO !== '0' && env.DEMO !== '1') throw new ConfigError('DEMO', 'must be 0 or 1')
  const databaseUrl = env.DATABASE_URL || null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new ConfigError('DATABASE_URL', 'must start with postgres://')
  return Object.freeze({
    port,
    host,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    databaseUrl,
    publicUrl: readPublicUrl(env.PUBLIC_URL ?? `http://localhost:${port}`),
    accountService: readAccountService(env),
    smtp: readSmtp(env),
    demo: env.DEMO !== '0',
    logLevel,
    mostMedia: readMegabytes('MEDIA_MB', env.MEDIA_MB ?? '500'),
    backupDir: readBackupDir(env.BACKUP_DIR, resolve(dataDir)),
    diskReserve: readReserve(env.DISK_RESERVE),
    metricsToken: readToken(env.METRICS_TOKEN),
    backupRecipients: readRecipients(env.BACKUP_RECIPIENTS ?? ''),
    virusScanner: readScanner(env.VIRUS_SCANNER ?? ''),
    trustedProxies: readTrusted(env.TRUSTED_PROXIES ?? ''),
  })
}

/** A part of the disk (`5%`) or megabytes (`500`); of a large disk not more than one gigabyte where nothing is said. */
function readReserve(text = ''): DiskReserve {
  if (text === '') return { share: 0.05, most: 1_000_000_000 }
  const [, number, percent] = /^(\d{1,6})(%?)$/.exec(text) ?? []
  const value = Number(number)
  if (number === undefined || (percent && value > 90))
    throw new ConfigError('DISK_RESERVE', `must be a part of the disk (5%, at most 90%) or megabytes, not "${text}"`)
  return percent ? { share: value / 100, most: Number.POSITIVE_INFINITY } : { share: 1, most: value * 1_000_000 }
}

/** A folder of another disk or machine; inside the data folder a copy would be lost with the data. */
function readBackupDir(text: string | undefined, dataDir: string): string | null {
  if (!text) return null
  const dir = resolve(text)
  if (text.includes('\0') || dir === dataDir || dir.startsWith(`${dataDir}/`))
    throw new ConfigError('BACKUP_DIR', 'must be a folder outside DATA_DIR')
  return dir
}

function readToken(text = ''): string | null {
  if (text === '') return null
  if (!/^[\w.~+/=-]{20,200}$/.test(text))
    throw new ConfigError('METRICS_TOKEN', 'must be 20 to 200 letters and digits: openssl rand -hex 20 makes one')
  return text
}

function readRecipients(text: string): readonly string[] {
  const recipients = text.split(/[\s,]+/).filter(Boolean)
  for (const recipient of recipients)
    if (!isRecipient(recipient))
      throw new ConfigError('BACKUP_RECIPIENTS', `must be public keys of age (age1…), not "${recipient.slice(0, 12)}…"`)
  return recipients
}

/** A program and its words; no shell reads them. */
function readScanner(text: string): readonly string[] {
  const words = text.split(/\s+/).filter(Boolean)
  if (!words.every((word) => /^[\w./=:-]+$/.test(word)))
    throw new ConfigError('VIRUS_SCANNER', 'must be a program and its words, such as clamdscan --stream --no-summary')
  return words
}

function readTrusted(text: string): Proxies {
  try {
    return readProxies(
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ConfigError('TRUSTED_PROXIES', `must be addresses or networks such as 10.0.0.0/8, not "${error.message}"`)
  }
}

function readMegabytes(key: string, text: string): number {
  const megabytes = Number(text)
  if (!/^\d+$/.test(text) || megabytes < 1 || megabytes > 100_000)
    throw new ConfigError(key, `must be a number of megabytes from 1 to 100000, not "${text}"`)
  return megabytes * 1_000_000
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new ConfigError('PORT', `must be a number from 1 to 65535, not "${text}"`)
  return port
}

function readPublicUrl(text: string): string {
  if (!URL.canParse(text))
    throw new ConfigError('PUBLIC_URL', `must be an address such as https://khaosat.example.vn, not "${text}"`)
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw new ConfigError('PUBLIC_URL', 'must be http:// or https:// and a host, with nothing behind it')
  return url.origin
}

/** Both or neither; the line is encrypted (`smtps:`, or `smtp:` that changes over), but to this machine itself. */
function readSmtp(env: Record<string, string | undefined>): Smtp | null {
  const { SMTP_URL: url, SMTP_FROM: from } = env
  if (!url && !from) return null
  if (!url || !URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || new URL(url).hostname === '')
    throw new ConfigError('SMTP_URL', 'must be an address such as smtps://name:password@mail.example.vn')
  if (!from || !/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(from))
    throw new ConfigError('SMTP_FROM', 'must be the e-mail address letters come from')
  return { url, from }
}

/** All of it or nothing: half a service would be a button that leads nowhere. */
function readAccountService(env: Record<string, string | undefined>): AccountService | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !URL.canParse(issuer))
    throw new ConfigError('OIDC_ISSUER', 'must be the address of the account service')
  const { protocol, hostname } = new URL(issuer)
  if (protocol !== 'https:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
    throw new ConfigError('OIDC_ISSUER', 'must begin with https://')
  if (!clientId) throw new ConfigError('OIDC_CLIENT_ID', 'must be set with OIDC_ISSUER')
  if (!clientSecret) throw new ConfigError('OIDC_CLIENT_SECRET', 'must be set with OIDC_ISSUER')
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME || hostname }
}
