import { Agent, request } from 'node:http'

export type Sent = Readonly<{
  acknowledged: number
  /** how often each other status came; 0 is a connection that broke */
  refused: Readonly<Record<string, number>>
  seconds: number
  /** from the sheet to its receipt, in the order of their length */
  waitsMs: readonly number[]
}>

/** Each connection has one sheet under way and sends the next when the receipt is there, as that many parents at once would. */
export async function sendSheets(url: string, sheets: readonly string[], connections: number): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const waitsMs: number[] = []
  const refused: Record<string, number> = {}
  let next = 0
  const connection = async (): Promise<void> => {
    for (let sheet = sheets[next++]; sheet !== undefined; sheet = sheets[next++]) {
      const from = performance.now()
      const status = await post(agent, `${url}/api/responses`, sheet)
      if (status === 201) waitsMs.push(performance.now() - from)
      else refused[status] = (refused[status] ?? 0) + 1
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, connection))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { acknowledged: waitsMs.length, refused, seconds, waitsMs: waitsMs.sort((a, b) => a - b) }
}

function post(agent: Agent, url: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request(url, { agent, method: 'POST', headers }, (reply) => {
      // A receipt counts when all of it is here.
      reply.resume().once('end', () => resolve(reply.statusCode ?? 0))
      reply.once('error', () => resolve(0))
    })
    asked.once('error', () => resolve(0))
    asked.end(body)
  })
}
