import { describe, expect, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { PROBLEMS } from '../../server/problem.ts'
import { json, world } from '../world.ts'
import { declaredOf } from './declared-routes.ts'

describe('every route declares who may call it', () => {
  test('no route without a declaration', async () => {
    const { app } = await world()
    const missing = [...declaredOf(app.routes)].filter(([, permission]) => permission === undefined).map(([key]) => key)
    expect(missing).toEqual([])
    expect(declaredOf(app.routes).size).toBeGreaterThan(30)
  })

  test('the check sees a route that forgot', async () => {
    const { deps } = await world()
    const app = makeApp(deps)
    app.get('/api/forgotten', (c) => c.text('open to all'))
    expect([...declaredOf(app.routes)].filter(([, permission]) => permission === undefined)).toHaveLength(1)
  })
})

describe('every route is closed to whom it is not declared for', () => {
  test('nobody signed in: 401 on everything that is not public', async () => {
    const { app } = await world()
    for (const [key, permission] of declaredOf(app.routes)) {
      if (permission === 'public') continue
      const [method, path] = key.split(' ')
      const reply = await app.request(path.replace(/:\w+/g, 'x'), method === 'GET' ? {} : json(method, {}))
      expect(`${key} ${reply.status}`).toBe(`${key} 401`)
    }
  })
})

// Cases L13 and L23.
test('every reply carries the security headers, refusals too', async () => {
  const { app } = await world()
  for (const path of [
    '/healthz',
    '/api/rounds',
    '/nothing/here',
    '/p/ph-th',
    '/api/forms/ph-th',
    '/api/openapi.json',
    '/.git/config',
    '/package.json',
    '/hailong.sqlite',
  ]) {
    const reply = await app.request(path)
    expect(reply.headers.get('content-security-policy'), path).toContain("default-src 'none'")
    expect(reply.headers.get('content-security-policy'), path).not.toContain('unsafe')
    expect(reply.headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(reply.headers.get('x-frame-options'), path).toBe('DENY')
    expect(reply.headers.get('referrer-policy'), path).toBe('no-referrer')
    expect(reply.headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
    expect(reply.headers.get('server'), path).toBeNull()
  }
})

test('the OpenAPI document names every route with its roles', async () => {
  const { app } = await world()
  const document = (await (await app.request('/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, { 'x-roles'?: string[] }>>
  }
  expect(document.openapi).toBe('3.1.0')
  for (const key of declaredOf(app.routes).keys()) {
    const [method, path] = key.split(' ')
    if (path === '/api/openapi.json' || path.startsWith('/staff')) continue
    const address = path.replace(/:(\w+)/g, '{$1}')
    expect(document.paths[address]?.[method.toLowerCase()]?.['x-roles'], `${method} ${address}`).toBeDefined()
  }
})

test('problem codes are snake_case, and their statuses are refusals', () => {
  for (const [code, [status, title]] of Object.entries(PROBLEMS)) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title.length).toBeGreaterThan(5)
  }
})
