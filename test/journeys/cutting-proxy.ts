import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Where the line goes dead: after so many bytes of what is sent there, or of what comes back. */
export type Cut = Readonly<{ side: 'request' | 'reply'; after: number }>

/**
 * Stands between the phone and the server and kills the line in the middle of a sheet's exchange; everything else goes
 * through. `cut` is asked at each sheet.
 */
export async function openProxy(target: number, cut: () => Cut | undefined) {
  const open = new Set<Socket>()
  let seen = { request: 0, reply: 0 }
  const server = createServer((phone) => {
    const upstream = connect(target, '127.0.0.1')
    let now: Cut | undefined
    let mine = { request: 0, reply: 0 }
    const end = () => {
      phone.destroy()
      upstream.destroy()
    }
    const pass = (side: 'request' | 'reply', from: Socket, to: Socket) =>
      from.on('data', (bytes: Buffer) => {
        const start = bytes.subarray(0, 40).toString()
        // Bytes of other requests, on this line or beside it, are none of the sheet's.
        if (side === 'request' && /^[A-Z]{3,7} \//.test(start)) {
          const sheet = /^POST \/api\/(kiosk\/)?responses/.test(start)
          mine = { request: 0, reply: 0 }
          now = sheet ? cut() : undefined
          if (sheet) seen = mine
        }
        const left = now?.side === side ? Math.floor(now.after) - mine[side] : Number.POSITIVE_INFINITY
        mine[side] += bytes.length
        if (bytes.length < left) return to.write(bytes)
        if (left > 0) to.write(bytes.subarray(0, left), end)
        else end()
      })
    pass('request', phone, upstream)
    pass('reply', upstream, phone)
    for (const each of [phone, upstream]) {
      open.add(each)
      each.setNoDelay(true)
      each.on('error', end)
      each.on('close', () => {
        end()
        open.delete(each)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    /** Bytes of the last sheet's exchange, as far as it came. */
    seen: () => seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const each of open) each.destroy()
      }),
  }
}
