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
  expect((await get('/staff/assets/index-abc123.js', { 'if-none-match': etag })).status).toBe(304)
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
