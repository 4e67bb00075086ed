import { BlockList, isIP } from 'node:net'
import type { Context } from 'hono'
import type { AppEnv } from './env.ts'

/** Addresses and networks (`10.0.0.0/8`) whose word about the address behind them is believed. */
export type Proxies = Readonly<{ includes: (address: string) => boolean }>

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/** @throws RangeError naming the entry that is neither an address nor a network */
export function readProxies(entries: readonly string[]): Proxies {
  const list = new BlockList()
  for (const entry of entries) {
    const [address, bits, more] = entry.split('/')
    const widest = isIP(address) === 6 ? 128 : 32
    if (
      more !== undefined ||
      isIP(address) === 0 ||
      (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= widest))
    )
      throw new RangeError(entry)
    list.addSubnet(address, bits === undefined ? widest : Number(bits), family(address))
  }
  const check = (address: string): boolean => {
    const seen = plain(address)
    return isIP(seen) !== 0 && list.check(seen, family(seen))
  }
  // Behind a proxy every request has the same address, and without proxies there is nobody to believe.
  let last = ''
  let lastIsIn = false
  return {
    includes: (address) => {
      if (entries.length === 0) return false
      if (address !== last) [last, lastIsIn] = [address, check(address)]
      return lastIsIn
    },
  }
}

/**
 * The network a request comes from: IPv4 whole, IPv6 by its /64, which one household or phone owns. A forwarded address
 * counts only where a trusted proxy names it; a chain of them is followed from the nearest one outwards, so what a
 * client itself writes into the header is never reached.
 */
export function networkOf(c: Context<AppEnv>, trusted: Proxies): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return networkBehind(incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for'), trusted)
}

/** The same, by the address of the connection and the header. */
export const networkBehind = (remote: string | undefined, forwarded: string | undefined, trusted: Proxies): string =>
  networkOfAddress(behindProxies(plain(remote ?? 'local'), forwarded, trusted))

function behindProxies(direct: string, forwarded: string | undefined, trusted: Proxies): string {
  let address = direct
  if (forwarded === undefined) return address
  for (const hop of forwarded.split(',').reverse()) {
    if (!trusted.includes(address)) break
    const said = plain(hop.trim().replace(/^\[(.*)\](:\d+)?$/, '$1'))
    const next = isIP(said) === 0 ? said.replace(/:\d+$/, '') : said
    if (isIP(next) === 0) break
    address = next
  }
  return address
}

export function networkOfAddress(address: string): string {
  // Without a colon it is no address of IPv6.
  if (!address.includes(':') || isIP(address) !== 6) return address
  return `${groupsOf(address.replace(/%.*$/, '')).slice(0, 4).join(':')}/64`
}

/** The eight groups of an IPv6 address, `::` filled up and an IPv4 end turned into two groups. */
function groupsOf(address: string): string[] {
  const whole = address.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, a, b, c, d) => `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`,
  )
  const [head = [], tail] = whole.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const middle = tail === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...middle, ...(tail ?? [])].map((group) => Number.parseInt(group, 16).toString(16))
}
