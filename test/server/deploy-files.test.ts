import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

const deploy = (name: string) => readFile(join(import.meta.dirname, '../../server/deploy', name), 'utf8')
const one = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? `nothing like ${pattern}`

test('the settings that ship are taken by the program, and each is explained in the README', async () => {
  const lines = (await deploy('hailong.env')).split('\n').filter((line) => /^#?[A-Z_]+=/.test(line))
  const settings = lines.map((line) => line.replace(/^#/, '').split(/=(.*)/s).slice(0, 2) as [string, string])
  expect(readConfig(Object.fromEntries(settings)).backupDir).toBe('/var/backups/hailong')
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  expect(settings.filter(([name]) => !readme.includes(`| \`${name}\` |`))).toEqual([])
})

test('the command line reads the settings as the service does, whatever stands in a value', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hailong-env-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const wanted = {
    VIRUS_SCANNER: 'clamdscan --stream --no-summary',
    SMTP_URL: 'smtps://hop-thu:a$HOME&b;c`d@mail.example.vn',
    SMTP_FROM: 'Phòng "Tổ chức" <tccb@example.vn>',
    DATABASE_URL: 'postgres://hailong:p=w#1@localhost/hailong',
    METRICS_TOKEN: '',
    OIDC_NAME: 'Tài khoản tỉnh',
  }
  const lines = Object.entries(wanted).map(([name, value]) =>
    name === 'OIDC_NAME' ? `${name}="${value}"` : `${name}=${value}  `,
  )
  await writeFile(join(folder, 'hailong.env'), ['# a note', '#PORT=1', '', ...lines].join('\n'))
  const script = (await deploy('hailong.sh'))
    .replace('/etc/hailong/hailong.env', join(folder, 'hailong.env'))
    .replace(/^exec setpriv[^\n]*\\\n[^\n]*$/m, `exec ${process.execPath} -p 'JSON.stringify(process.env)'`)
  const seen = JSON.parse(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: {} })) as object
  expect(seen).toMatchObject({ ...wanted, DATA_DIR: '/var/lib/hailong' })
  expect(seen).not.toHaveProperty('PORT')
})

test('the service may write where its backups go, and both units to the same folder', async () => {
  const dir = one(await deploy('hailong.env'), /^BACKUP_DIR=(.*)$/m)
  expect(one(await deploy('hailong.service'), /^ReadWritePaths=-(.*)$/m)).toBe(dir)
  const other = await deploy('hailong-backup.service')
  expect(one(other, /backup --into (\S+)$/m)).toBe(dir)
  expect(one(other, /^ReadWritePaths=.* (\S+)$/m)).toBe(dir)
})

test('in a container the proxy that is believed is the gateway of its network, and no other', async () => {
  const compose = await deploy('compose.yaml')
  const proxy = one(compose, /^ {6}TRUSTED_PROXIES: (\S+)$/m)
  expect(one(compose, /^ {10}gateway: (\S+)$/m)).toBe(proxy)
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: proxy })
  expect([proxy, '127.0.0.1', '172.30.80.2'].map(trustedProxies.includes)).toEqual([true, false, false])
})

test('nginx tells the program who asks, in words that no client can add to, and writes no address down', async () => {
  const nginx = await deploy('nginx.conf')
  expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
  // An export of answers is longer than nginx keeps in memory: it would lie in a file of nginx's own, beside the encrypted disk.
  expect(nginx).toMatch(/^ +proxy_max_temp_file_size 0;$/m)
  // A connection is given up by nginx first: what it would send where the program is closing (after 20 s) is lost.
  expect(Number(one(nginx, /^ +keepalive_timeout (\d+)s;$/m))).toBeLessThan(20)
  // What nginx refuses itself has the headers of the program's replies, and theirs are not said twice.
  for (const name of [
    'Content-Security-Policy',
    'Strict-Transport-Security',
    'X-Content-Type-Options',
    'Referrer-Policy',
  ]) {
    const variable = one(nginx, new RegExp(`^    add_header ${name} \\$(\\w+) always;$`, 'm'))
    expect(nginx).toMatch(new RegExp(`map \\$upstream_http_x_request_id \\$${variable} \\{\\s+'' .+;\\n +default '';`))
  }
  expect(one(nginx, /^log_format \w+ (.*)$/m)).not.toMatch(/remote|request_uri|\$request\b|http_/)
})

// Case L15.
test('nginx speaks no TLS before 1.2, and no cipher without forward secrecy or a key check of its own', async () => {
  const nginx = await deploy('nginx.conf')
  expect(
    one(nginx, /^\s+ssl_protocols (.+);$/m)
      .split(' ')
      .sort(),
  ).toEqual(['TLSv1.2', 'TLSv1.3'])
  const ciphers = one(nginx, /^\s+ssl_ciphers (.+);$/m).split(':')
  expect(ciphers.length).toBeGreaterThan(3)
  expect(ciphers.filter((cipher) => !/^ECDHE-(ECDSA|RSA)-.*(GCM|POLY1305)/.test(cipher))).toEqual([])
})

test('the image compiles its database driver from the source the lock file names, and runs nothing else of a package', async () => {
  const dockerfile = await deploy('Dockerfile')
  expect(one(dockerfile, /^RUN npm ci (.*?)(?: \\)?$/m)).toContain('--ignore-scripts')
  expect(dockerfile).toMatch(/npm_config_build_from_source=true npm rebuild sqlite3$/m)
  const { allowScripts } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(Object.keys(allowScripts)).toEqual(['sqlite3'])
})

test('the secrets that lie beside the compose file get into no image', async () => {
  const compose = await deploy('compose.yaml')
  const secrets = [one(compose, /^ {4}file: (\S+)$/m), one(compose, /^ {4}env_file: (\S+)$/m)]
  expect(secrets).toEqual(['postgres-password.txt', 'hailong.env'])
  const left = (await readFile(new URL('../../.dockerignore', import.meta.url), 'utf8')).split('\n')
  for (const name of secrets) expect(left).toContain(`server/deploy/${name}`)
})

test('the database of the compose file counts as ready when it is reached as the program reaches it, and its logs keep nothing', async () => {
  const compose = await deploy('compose.yaml')
  expect(one(compose, /^ {6}test: (.*pg_isready.*)$/m)).toContain('"-h", "127.0.0.1"')
  const settings = one(compose, /^ {4}command: (.*)$/m)
  for (const setting of ['wal_recycle=off', 'log_error_verbosity=terse'])
    expect(settings).toContain(`"-c", "${setting}"`)
  // Both, the program and the database, have a root they cannot write and no way to more rights.
  for (const line of [/^ {4}read_only: true$/gm, /^ {6}- ALL$/gm, /^ {6}- no-new-privileges:true$/gm])
    expect(compose.match(line)).toHaveLength(2)
  // Compose 1.29 refuses a file with a name of its own.
  expect(compose).not.toMatch(/^name:/m)
})
