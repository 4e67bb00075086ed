/** Asks once for everybody and keeps the reply; a failure is not kept, so the next one who needs it asks again. */
export function askOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let reply: Promise<T> | undefined
  return () => {
    reply ??= ask().catch((error: unknown) => {
      reply = undefined
      throw error
    })
    return reply
  }
}
