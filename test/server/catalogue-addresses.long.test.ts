import { setImmediate as others } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { declaredOf } from './declared-routes.ts'

type Described = { responses: Record<string, { content?: Record<string, { schema?: { $ref?: string } }> }> }
type Shape = { required: string[]; properties: { status: { enum: number[] }; code: { enum: string[] } } }
type Document = {
  info: { description: string }
  paths: Record<string, Record<string, Described>>
  components: { schemas: { Problem: Shape } }
}
type Refused = {
  status: number
  code: string
  requestId: string
  type: string
  errors?: { pointer: string; code: string }[]
}

async function described() {
  const at = await world()
  const document = (await (await at.app.request('/api/openapi.json')).json()) as Document
  return { ...at, document, problem: document.components.schemas.Problem }
}
/** What is wrong with a refusal beside what the document says of it; nothing where it fits. */
async function misfit(reply: Response, one: Described | undefined, problem: Shape): Promise<string> {
  const kind = one?.responses.default?.content ?? {}
  const type = reply.headers.get('content-type') ?? ''
  if (!Object.keys(kind).includes(type)) return `type ${type} is not described`
  if (kind[type]?.schema?.$ref !== '#/components/schemas/Problem') return 'another shape is described'
  const said = (await reply.json()) as Refused
  for (const name of problem.required) if (!(name in said)) return `lacks ${name}`
  if (said.status !== reply.status || !problem.properties.status.enum.includes(said.status)) return 'another status'
  if (!problem.properties.code.enum.includes(said.code)) return `code ${said.code}`
  if (said.type !== `urn:hailong:problem:${said.code}` || !/^[0-9a-f-]{36}$/.test(said.requestId)) return 'type or id'
  if (said.errors?.some((error) => typeof error.pointer !== 'string' || typeof error.code !== 'string')) return 'errors'
  return ''
}

test('every address refuses as the document of addresses says, and in no other way', async () => {
  const { app, as, document, problem } = await described()
  // Not what its library says of a document that says nothing of itself.
  expect(document.info.description).toContain('x-roles')
  const admin = await as('admin')
  const found: string[] = []
  let refused = 0
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, one] of Object.entries(methods)) {
      await others()
      const address = path.replace(/\{\w+\}/g, 'x')
      const init = method === 'get' ? {} : json(method.toUpperCase(), { nothing: 'such' })
      // Cases L12 and O3: nobody, and somebody who brings what is not asked for.
      for (const reply of [await app.request(address, init), await admin(address, init)]) {
        // Pages say it in words, for people.
        if (reply.status < 400 || reply.headers.get('content-type')?.startsWith('text/html')) continue
        refused += 1
        const wrong = await misfit(reply, one, problem)
        if (wrong) found.push(`${method} ${path} ${reply.status}: ${wrong}`)
      }
    }
  expect(found).toEqual([])
  expect(refused).toBeGreaterThan(300)
  // The look sees a reply of another kind.
  const [one] = Object.values(Object.values(document.paths)[0] ?? {})
  expect(await misfit(Response.json({ success: false }, { status: 400 }), one, problem)).toContain('not described')
})

test('on every address HEAD says what GET says, and OPTIONS the methods there are', async () => {
  const { app } = await described()
  const routes = new Map<string, Set<string>>()
  for (const key of declaredOf(app.routes).keys()) {
    const [method = '', path = ''] = key.split(' ')
    const address = path.replace(/:\w+(\{[^}]*\})?/g, 'x').replace('*', 'x')
    routes.set(address, (routes.get(address) ?? new Set()).add(method))
  }
  const changing = new Set(['date', 'x-request-id', 'content-length'])
  const headersOf = (reply: Response) => [...reply.headers].filter(([name]) => !changing.has(name)).sort()
  // Case L11.
  for (const [address, methods] of routes) {
    await others()
    const allow = (await app.request(address, { method: 'OPTIONS' })).headers.get('allow') ?? ''
    for (const method of methods) expect(`${address} ${allow}`).toContain(method)
    for (const other of ['PUT', 'PATCH', 'DELETE', 'POST'])
      if (!allow.split(', ').includes(other)) {
        const reply = await app.request(address, json(other, {}))
        expect(`${other} ${address} ${reply.status}`).toBe(`${other} ${address} 405`)
        expect(reply.headers.get('allow')).toBe(allow)
      }
    if (!methods.has('GET')) continue
    const [get, head] = [await app.request(address), await app.request(address, { method: 'HEAD' })]
    expect([address, head.status, await head.text()]).toEqual([address, get.status, ''])
    expect([address, headersOf(head)]).toEqual([address, headersOf(get)])
  }
  expect(routes.size).toBeGreaterThan(200)
})
