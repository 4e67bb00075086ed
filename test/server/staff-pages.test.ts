import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { world } from '../world.ts'

async function built() {
  const { deps } = await world()
  const clientDir = await mkdtemp(join(tmpdir(), 'hailong-built-'))
  onTestFinished(() => rm(clientDir, { recursive: true, force: true }))
  await mkdir(join(clientDir, 'staff', 'assets'), { recursive: true })
  await writeFile(join(clientDir, 'staff', 'index.html'), '<!doctype html><title>staff</title>')
  await writeFile(join(clientDir, 'staff', 'assets', 'index-abc123.js'), 'console.log(1)')
  await writeFile(join(clientDir, 'secret.html'), 'not for anybody')
  const app = makeApp({ ...deps, clientDir })
  return (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
}

test('every page of the staff application is its one document, under a strict policy', async () => {
  const get = await built()
  for (const path of ['/staff/', '/staff/rounds', '/staff/rounds/x/estimates', '/staff/instruments/ph-th@2021.1']) {
    const reply = await get(path)
    expect(reply.status).toBe(200)
    expect(await reply.text()).toContain('<title>staff</title>')
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(reply.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(reply.headers.get('cache-control')).toBe('no-cache')
  }
})

test('files named by their content are kept for ever, compressed, and not sent twice', async () => {
  const get = await built()
  const reply = await get('/staff/assets/index-abc123.js', { 'accept-encoding': 'gzip, br' })
  expect(reply.headers.get('cache-control')).toContain('immutable')
  expect(reply.headers.get('content-encoding')).toBe('br')
  const etag = reply.headers.get('etag') ?? ''
  const again = async (held: string, encoding = 'gzip, br') =>
    (await get('/staff/assets/index-abc123.js', { 'accept-encoding': encoding, 'if-none-match': held })).status
  expect([await again(etag), await again(`"other", W/${etag}`), await again('"other"')]).toEqual([304, 304, 200])
  // What is packed otherwise is not what the browser holds.
  expect([await again(etag, 'gzip'), await again(etag, 'identity')]).toEqual([200, 200])
})

test('a file is packed only as the browser says it can unpack it', async () => {
  const get = await built()
  for (const [accepted, encoding] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0.0, *;q=0', null],
    ['identity', null],
    ['xbr, brx', null],
    ['', null],
  ] as const) {
    const reply = await get('/staff/', { 'accept-encoding': accepted })
    expect([accepted, reply.headers.get('content-encoding')]).toEqual([accepted, encoding])
  }
})

test('no address reaches a file beside the application', async () => {
  const get = await built()
  for (const path of [
    '/staff/../secret.html',
    '/staff/%2e%2e/secret.html',
    '/staff/..%2fsecret.html',
    '/staff/assets/../../secret.html',
    '/staff/assets/missing.js',
  ]) {
    const reply = await get(path)
    expect(await reply.text()).not.toContain('not for anybody')
    expect(reply.status).toBe(404)
  }
})
