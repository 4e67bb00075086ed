const fromText = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))

const toText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

const P256 = { name: 'ECDH', namedCurve: 'P-256' }

/**
 * Seals a text to the server's point with a key pair used once: not even this tablet can open it again. The counterpart is
 * server/kiosk/open-sealed.ts.
 */
export async function sealTo(point: string, text: string): Promise<string> {
  const { subtle } = crypto
  const server = await subtle.importKey('raw', fromText(point), P256, false, [])
  const once = await subtle.generateKey(P256, false, ['deriveBits'])
  const mine = new Uint8Array(await subtle.exportKey('raw', once.publicKey))
  const secret = await subtle.deriveBits({ name: 'ECDH', public: server }, once.privateKey, 256)
  const root = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: mine, info: new TextEncoder().encode('hailong-kiosk') }
  const key = await subtle.deriveKey(derivation, root, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text)))
  const all = new Uint8Array(mine.length + iv.length + sealed.length)
  all.set(mine)
  all.set(iv, mine.length)
  all.set(sealed, mine.length + iv.length)
  return toText(all)
}
