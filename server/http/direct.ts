import type { IncomingMessage, ServerResponse } from 'node:http'

/** The way of every request: through the router, with all that can be said about it. */
export type Plain = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

/** A shorter way before the router. What it does not take whole it hands on untouched to the plain way. */
export type Direct = (incoming: IncomingMessage, outgoing: ServerResponse, plain: Plain) => unknown

/** The whole body, or undefined where its sender went away before its end. */
export const readWhole = (incoming: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.once('end', () => resolve(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)))
    incoming.once('error', () => resolve(undefined))
  })

/** A request whose body has been read goes on with it: the listener of `@hono/node-server` takes it from here. */
export const withBody = (incoming: IncomingMessage, body: Buffer): IncomingMessage =>
  Object.assign(incoming, { rawBody: body })
