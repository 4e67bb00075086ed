import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
  expect(one(nginx, /^log_format \w+ (.*)$/m)).not.toMatch(/remote|request_uri|\$request\b|http_/)
})
