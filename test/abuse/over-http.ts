import { Agent, request as ask } from 'node:http'
import type { Reply } from './oracle.ts'
import type { Request } from './requests.ts'

const WAIT_MS = 60_000

/** Sends requests to a server, with every header as it is written; behind a proxy that is believed, each from another network. */
export function sender(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let turn = 0
  return {
    close: () => agent.destroy(),
    send({ operation, address, headers, body }: Request, cookie: string | undefined): Promise<Reply> {
      turn += 1
      const from = `10.${turn % 250}.${(turn >> 8) % 250}.${(turn >> 16) % 250}`
      const { hostname, port } = new URL(url)
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const all = { ...(cookie ? { cookie } : {}), ...headers, ...length, 'x-forwarded-for': from }
      return new Promise((resolve, reject) => {
        const sent = ask(
          { agent, host: hostname, port, method: operation.method, path: address, headers: all, timeout: WAIT_MS },
          (reply) => {
            const parts: Buffer[] = []
            reply.on('data', (part: Buffer) => parts.push(part))
            reply.on('error', reject)
            reply.on('end', () => {
              const found = new Headers()
              for (const [name, value] of Object.entries(reply.headers))
                for (const one of [value ?? ''].flat()) found.append(name, one)
              resolve({ status: reply.statusCode ?? 0, headers: found, text: Buffer.concat(parts).toString('utf8') })
            })
          },
        )
        sent.on('timeout', () => sent.destroy(new Error(`no reply within ${WAIT_MS} ms`)))
        sent.on('error', reject)
        sent.end(body)
      })
    },
  }
}
