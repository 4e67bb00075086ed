import { randomUUID } from 'node:crypto'
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Config } from '../config.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import type { Direct, Plain } from './direct.ts'
import { bareHeaders } from './headers.ts'
import { problemDocument } from './refuse.ts'

/**
 * Who sends slowly holds a place that costs nothing to hold: headers must be there within 5 s, and a body within 7 s (less
 * where the headers took their time, so that both are over after 9) or at a pace any line keeps. Node itself only ends a
 * request as a whole, and a scan of 20 MB takes minutes on an office's line, so its own limit is the long one and the pace is
 * watched here.
 */
const TIMES = {
  headersTimeout: 5_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 20_000,
  maxHeaderSize: 16_384,
  // A request without one is refused below, with a document that says so.
  requireHostHeader: false,
} as const
const PACE = { everyMs: 7_000, leastBytes: 32_768, wholeMs: 8_000, leastMs: 3_000 } as const
type Pace = Readonly<Record<keyof typeof PACE, number>>
/** Connections that may wait to be taken: a school whose parents all open their phones at once must not wait for a second try. */
export const BACKLOG = 2_048
/** Connections kept at most: of those that ask for nothing the oldest goes first. */
const MOST_CONNECTIONS = 4_000
/**
 * Lines of headers a request may have, as many as Apache takes; a browser behind a proxy sends about thirty. Node drops those
 * above 2,000 without a word, and what says where a request comes from could be among them.
 */
const MOST_HEADERS = 100
/** A reply nobody takes a byte of for so long is not wanted any more. */
const STALLED_MS = 120_000

type Fetch = Parameters<typeof getRequestListener>[0]
/** What is served; `direct` is a shorter way before `fetch`. */
type Site = Readonly<{ fetch: Fetch; direct?: Direct }>
type Say = (
  code: ProblemCode,
) => Readonly<{ status: number; title: string; headers: Record<string, string>; body: string }>

/** For tests, which have neither four thousand connections nor five seconds. */
type Measures = Readonly<{
  mostConnections?: number
  times?: Partial<Record<'headersTimeout' | 'connectionsCheckingInterval' | 'keepAliveTimeout', number>>
  pace?: Pace
}>

/** An HTTP server that speaks problem documents also where no route is reached. */
export function makeServer({ fetch, direct }: Site, config: Config, measures: Measures = {}): HttpServer {
  const say = sayer(config)
  const plain = getRequestListener(fetch, {
    errorHandler: () => {
      const { body, status, headers } = say('request_malformed')
      return new Response(body, { status, headers: { ...headers, Connection: 'close' } })
    },
  })
  const taken = direct ? (...both: Parameters<Plain>) => direct(...both, plain) : plain
  const answer: Plain = (incoming, outgoing) => {
    // Names and values by turns.
    if (incoming.rawHeaders.length <= 2 * MOST_HEADERS) return taken(incoming, outgoing)
    refuseHere(outgoing, say('header_too_large'))
  }
  const server = createServer({ ...TIMES, ...measures.times }, answer)
  server.timeout = STALLED_MS
  server.on('checkExpectation', (_: IncomingMessage, outgoing: ServerResponse) =>
    refuseHere(outgoing, say('expectation_failed')),
  )
  // Nobody is led on to another machine; Node would close without a word.
  server.on('connect', (_: IncomingMessage, socket: Answering) => refuseOnSocket(socket, say('method_unknown')))
  const isLate = watchConnections(server, say, measures)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Answering) => {
    if (error.code === 'ECONNRESET') socket.destroy()
    else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') isLate(socket)
    else refuseOnSocket(socket, say(CODES[error.code ?? ''] ?? 'request_malformed'))
  })
  server.on('timeout', (socket: Socket) => {
    const seen = socket.bytesRead
    setImmediate(() => {
      if (socket.bytesRead === seen) socket.destroy()
    })
  })
  return server
}

const refuseHere = (outgoing: ServerResponse, { status, headers, body }: ReturnType<Say>) =>
  void outgoing.writeHead(status, { ...headers, Connection: 'close' }).end(body)

/** `quietMs`: how long its headers may have taken, which is how long the connection was there before with nothing to do. */
function watchPace(
  { incoming, outgoing }: Readonly<{ incoming: IncomingMessage; outgoing: ServerResponse }>,
  say: Say,
  pace: Pace,
  quietMs: number,
): void {
  const { socket } = incoming
  const stop = () => clearTimeout(timer)
  const judge = (seen: number, afterMs: number) => {
    if (incoming.complete || socket.destroyed) return
    // What is here already waits for this program and not for its sender.
    const isSlow = incoming.readableLength === 0 && socket.bytesRead - seen < (pace.leastBytes * afterMs) / pace.everyMs
    if (!isSlow) timer = look(socket.bytesRead, pace.everyMs)
    // A second reply would be taken for that of the next request.
    else if (outgoing.headersSent) socket.destroy()
    else refuseOnSocket(socket, say('request_too_slow'))
  }
  // What has come while this program stood still is read first.
  const look = (seen: number, afterMs: number): NodeJS.Timeout =>
    setTimeout(() => setImmediate(judge, seen, afterMs), afterMs).unref()
  let timer = look(socket.bytesRead, Math.max(pace.leastMs, Math.min(pace.everyMs, pace.wholeMs - quietMs)))
  incoming.once('end', stop)
  incoming.once('close', stop)
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  HPE_INVALID_METHOD: 'method_unknown',
}

/** Node keeps the reply that is being written here. */
type Answering = Socket & { _httpMessage?: { headersSent?: boolean } | null }

function refuseOnSocket(socket: Answering, { status, title, headers, body }: ReturnType<Say>): void {
  // A reply has begun: nothing can be said any more.
  if (!socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy()
    return
  }
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

const sayer =
  (config: Config): Say =>
  (code) => {
    const requestId = randomUUID()
    const { status, title, ...more } = problemDocument(new Problem(code), requestId)
    const body = JSON.stringify({ title, status, ...more })
    const headers = {
      ...bareHeaders(config, requestId),
      'Content-Type': 'application/problem+json',
      'Content-Length': String(Buffer.byteLength(body)),
    }
    return { status, title, headers, body }
  }

/**
 * A connection is old from its last request on. What is given back judges one that Node calls late. Node looks at its clock before
 * it reads, so after this program itself stood still it would blame whoever had sent everything: so what has come is read first.
 * A browser opens connections before it needs them; on one that never carried a byte nothing is said, because the request that
 * is just leaving there would take it for its answer (RFC 9110, 15.5.9, and what browsers make of it).
 */
function watchConnections(
  server: HttpServer,
  say: Say,
  { mostConnections = MOST_CONNECTIONS, pace = PACE }: Measures,
): (socket: Answering) => void {
  const idle = new Map<Socket, Readonly<{ since: number; bytes: number }>>()
  const last = new WeakMap<Socket, IncomingMessage>()
  let open = 0
  const rests = (socket: Socket) => void idle.set(socket, { since: performance.now(), bytes: socket.bytesRead })
  server.on('connection', (socket: Socket) => {
    open += 1
    rests(socket)
    socket.once('close', () => {
      open -= 1
      idle.delete(socket)
    })
    if (open > mostConnections) for (const oldest of idle.keys()) return void oldest.destroy()
  })
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming
    const now = performance.now()
    watchPace({ incoming, outgoing }, say, pace, now - (idle.get(socket)?.since ?? now))
    idle.delete(socket)
    last.set(socket, incoming)
    outgoing.once('close', () => {
      if (!socket.destroyed) rests(socket)
    })
  })
  return (socket) => {
    const before = last.get(socket)
    setImmediate(() => {
      if (socket.destroyed || last.get(socket) !== before) return
      if (idle.get(socket)?.bytes === socket.bytesRead) socket.destroy()
      else refuseOnSocket(socket, say('request_too_slow'))
    })
  }
}
