import { expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { ConfigError, readConfig } from '../../server/config.ts'
import type { Deps } from '../../server/deps.ts'
import { limitOf } from '../../server/http/body.ts'
import { networkOfAddress, readProxies } from '../../server/http/network.ts'
import { makeRateLimit } from '../../server/http/rate-limit.ts'
import { Problem } from '../../server/problem.ts'
import { heldMemory } from '../held-memory.ts'
import { json, world } from '../world.ts'

/** A request as it comes from an address. */
const from = (app: ReturnType<typeof makeApp>, address: string, path: string, init: RequestInit = {}) =>
  app.request(path, init, { incoming: { socket: { remoteAddress: address } } })

/** What DELETE brings is never read. */
const CHANGES = new Set(['POST', 'PUT', 'PATCH'])
function unlimited(app: ReturnType<typeof makeApp>): string[] {
  const found = new Map<string, boolean>()
  for (const { method, path, handler } of app.routes) {
    if (!CHANGES.has(method)) continue
    const key = `${method} ${path}`
    found.set(key, found.get(key) === true || limitOf(handler) !== undefined)
  }
  return [...found].filter(([, limited]) => !limited).map(([key]) => key)
}

test('every address that takes a body says how long it may be', async () => {
  const { app } = await world()
  expect(unlimited(app)).toEqual([])
  app.post('/api/forgotten', (c) => c.text('takes anything'))
  expect(unlimited(app)).toEqual(['POST /api/forgotten'])
})

// Cases L03 and L11.
test('an address that takes other methods says which; one that is not there stays not there', async () => {
  const { app } = await world()
  for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'BREW']) {
    const reply = await app.request('/api/responses', json(method, {}))
    expect(`${method} ${reply.status} ${reply.headers.get('allow')}`).toBe(`${method} 405 POST, OPTIONS`)
    expect(await reply.json()).toMatchObject({ code: 'method_not_allowed', status: 405 })
    // Whatever its body is: there is nothing it could be a wrong body of.
    expect((await app.request('/api/responses', { method, body: 'x' })).status).toBe(405)
  }
  const asked = await app.request('/api/rounds', { method: 'OPTIONS' })
  expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
  expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  expect((await app.request('/api/none', { method: 'DELETE' })).status).toBe(404)
  const [get, head] = await Promise.all([app.request('/healthz'), app.request('/healthz', { method: 'HEAD' })])
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
  expect([...head.headers.keys()].sort()).toEqual([...get.headers.keys()].sort())
})

test('a body that was packed is refused and not read as it came', async () => {
  const { app } = await world()
  const send = async (path: string, encoding: string, more: Record<string, string> = {}) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding, ...more }
    return (await app.request(path, { method: 'POST', headers, body: '{}' })).status
  }
  for (const encoding of ['gzip', 'br', 'gzip, identity', ''])
    for (const path of ['/api/declines', '/api/responses', '/api/evidence', '/api/session'])
      expect(`${path} ${encoding} ${await send(path, encoding)}`).toBe(`${path} ${encoding} 415`)
  expect(await send('/api/declines', 'identity')).toBe(400)
  expect(await send('/api/none', 'gzip')).toBe(404)
})

// Case L20.
test('what other systems have left lying about is not there', async () => {
  const { app } = await world()
  const names =
    `.env .git/config .git/HEAD .svn/entries .htaccess .DS_Store package.json package-lock.json data/hailong.sqlite
    hailong.sqlite keys/master.key config config.json app/config metrics debug server.js main.js.map staff/main.js.map
    staff/assets/index.js.map staff/.env p/.env staff/%2e%2e/%2e%2e/package.json staff/..%2f..%2fpackage.json
    staff/..%5c..%5cpackage.json p/..%2f..%2fetc%2fpasswd p/..;/x media/..%2fhailong.sqlite api/.env openapi.json
    phpinfo.php wp-login.php backup.zip dump.sql id_rsa web.config`.split(/\s+/)
  for (const name of names) {
    const reply = await app.request(`/${name}`)
    expect(`${name} ${reply.status}`).toBe(`${name} 404`)
    expect(reply.headers.get('content-type'), name).toBe('application/problem+json')
  }
})

// Case A18.
test('under a foreign name the server does not answer', async () => {
  const { app } = await world()
  const status = async (url: string, headers = {}) => (await app.request(url, { headers })).status
  for (const host of ['evil.example', 'localhost.evil.example', 'evil.example:8080', '0x7f.1.evil.vn'])
    expect(`${host} ${await status(`http://${host}/healthz`)}`).toBe(`${host} 421`)
  for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080', '192.168.1.5'])
    expect(`${host} ${await status(`http://${host}/healthz`)}`).toBe(`${host} 200`)
  expect(await status('http://localhost/healthz', { host: 'evil.example' })).toBe(421)
  const reply = await app.request('http://evil.example/p/ph-th')
  expect(await reply.json()).toMatchObject({ code: 'host_unknown' })
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
})

// Case L21.
test('an error that nobody expected says nothing of the program', async () => {
  const { deps } = await world()
  const logged: unknown[] = []
  const log = { ...deps.log, error: (entry: unknown) => void logged.push(entry) } as unknown as Deps['log']
  const app = makeApp({ ...deps, log })
  app.get('/api/broken', () => {
    throw new TypeError(`SQLITE_ERROR: no such table secret at ${import.meta.filename}`)
  })
  const reply = await app.request('/api/broken')
  const text = await reply.text()
  expect(reply.status).toBe(500)
  expect(Object.keys(JSON.parse(text))).toEqual(['type', 'title', 'status', 'code', 'requestId'])
  expect(text).not.toMatch(/sqlite|secret|\/|TypeError|hono|node/i)
  expect(reply.headers.get('x-request-id')).toBe(JSON.parse(text).requestId)
  expect(JSON.stringify(logged)).toContain(JSON.parse(text).requestId)
})

// Case M04.
test('an IPv6 customer is one network, however many addresses it has', () => {
  const now = new Date(0)
  const limit = makeRateLimit(() => now, { burst: 3, perMinute: 1 })
  const tries = (address: string) => {
    try {
      limit(networkOfAddress(address))
      return 'in'
    } catch (error) {
      return (error as Problem).code
    }
  }
  expect(['2001:db8:1:1::1', '2001:db8:1:1:ffff::', '2001:0db8:0001:0001:0:0:0:9'].map(tries)).toEqual([
    'in',
    'in',
    'in',
  ])
  expect(tries('2001:db8:1:1::77')).toBe('slow_down')
  expect(tries('2001:db8:1:2::77')).toBe('in')
  // From /64 to /64 of one /48: sixteen times the bucket, and no more.
  const let_in = Array.from({ length: 400 }, (_, turn) => tries(`2001:db8:1:${(turn + 16).toString(16)}::1`))
  expect(let_in.filter((said) => said === 'in')).toHaveLength(3 * 16 - 4)
  expect(tries('2001:db8:2::1')).toBe('in')
  expect(networkOfAddress('::ffff:203.0.113.7')).toBe('0:0:0:0/64')
})

// Case M03.
test('the memory of a limit is bounded', () => {
  const limit = makeRateLimit(() => new Date(0), { burst: 1, perMinute: 1, maxKeys: 100 })
  const before = heldMemory().heap
  for (let turn = 0; turn < 100_000; turn++) limit(`10.${turn >> 16}.${(turn >> 8) & 255}.${turn & 255}`)
  expect(heldMemory().heap - before).toBeLessThan(1_000_000)
  // The newest are known, the oldest forgotten.
  expect(() => limit('10.1.134.159')).toThrow(Problem)
  expect(() => limit('10.0.0.0')).not.toThrow()
})

// Case D26.
// Case M06.
test('only a configured proxy may say whom it speaks for', async () => {
  const at = await world()
  const seenBy = (trusted: string, address: string, forwarded: string) => {
    const app = makeApp({
      ...at.deps,
      config: { ...at.deps.config, trustedProxies: readProxies(trusted.split(',').filter(Boolean)) },
    })
    return async (tries: number) => {
      const replies = []
      for (let turn = 0; turn < tries; turn++)
        replies.push(
          (
            await from(app, address, '/api/slips/0000000000000000', {
              headers: { 'x-forwarded-for': forwarded.replace('#', String(turn)) },
            })
          ).status,
        )
      return replies
    }
  }
  // Wrong codes: thirty, then a pause. A forged header changes nothing, neither from outside nor in front of a proxy's own.
  expect((await seenBy('', '198.51.100.9', '10.0.0.#')(102)).at(-1)).toBe(429)
  expect((await seenBy('10.0.0.0/8', '10.0.0.1', '1.2.3.#, 198.51.100.9')(102)).at(-1)).toBe(429)
  expect((await seenBy('10.0.0.0/8', '10.0.0.1', '198.51.100.#')(102)).at(-1)).toBe(404)
  expect((await seenBy('10.0.0.0/8,192.0.2.1', '::ffff:10.0.0.1', '198.51.100.#:4711, 192.0.2.1')(102)).at(-1)).toBe(
    404,
  )
  expect((await seenBy('10.0.0.0/8', '10.0.0.1', 'nonsense#')(102)).at(-1)).toBe(429)
})

test('a proxy that is no address stops the start with its name', () => {
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/1x'])
    expect(() => readConfig({ TRUSTED_PROXIES: `127.0.0.1, ${wrong}` })).toThrow(ConfigError)
  expect(readConfig({ TRUSTED_PROXIES: '127.0.0.1, ::1, 10.0.0.0/8' }).trustedProxies.includes('10.9.9.9')).toBe(true)
})
