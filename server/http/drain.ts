import type { Server } from 'node:http'

/** Who has been let in gets an answer; whoever sends or reads too slowly for that is cut off after so long. */
const PATIENCE_MS = 8_000

/**
 * Takes nobody in any more and ends when the last reply has left: nothing that was acknowledged hangs on a connection that is
 * cut. Connections that are kept for another request are told that there is none.
 */
export function makeDrain(server: Server): () => Promise<void> {
  let draining = false
  server.prependListener('request', (_, outgoing) => {
    if (draining) outgoing.setHeader('Connection', 'close')
  })
  return () =>
    new Promise((resolve) => {
      draining = true
      server.close(() => resolve())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref()
    })
}
