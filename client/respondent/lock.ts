const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Opens and closes what lies on the server; only whoever holds the slip's code can make one. */
export type Lock = Readonly<{
  /** Where it lies: derived from the code apart from the key, so that the one does not tell the other. */
  id: string
  close: (content: unknown) => Promise<string>
  open: (sealed: string) => Promise<unknown>
}>

/** Texts are filled up to whole kilobytes: their length tells little of how far somebody is. */
const BLOCK = 1_024
const IV_BYTES = 12

const toText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

const fromText = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))

/** HKDF (RFC 5869) of the code's 75 random bits to an address and to a key for AES-256-GCM; the address is authenticated along. */
export async function lockOf(code: string): Promise<Lock> {
  const { subtle } = crypto
  const root = await subtle.importKey('raw', bytesOf(code), 'HKDF', false, ['deriveBits', 'deriveKey'])
  const derivation = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: bytesOf('hailong-progress'),
    info: bytesOf(info),
  })
  const address = new Uint8Array(await subtle.deriveBits(derivation('address'), root, 256))
  const id = Array.from(address, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const aes = { name: 'AES-GCM', length: 256 }
  const key = await subtle.deriveKey(derivation('key'), root, aes, false, ['encrypt', 'decrypt'])
  const how = (iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData: bytesOf(id) })
  return {
    id,
    async close(content) {
      const plain = bytesOf(JSON.stringify(content))
      const filled = new Uint8Array(Math.ceil(plain.length / BLOCK) * BLOCK).fill(32)
      filled.set(plain)
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const sealed = new Uint8Array(await subtle.encrypt(how(iv), key, filled))
      return toText(iv) + toText(sealed)
    },
    async open(sealed) {
      const letters = (IV_BYTES * 4) / 3
      const plain = await subtle.decrypt(how(fromText(sealed.slice(0, letters))), key, fromText(sealed.slice(letters)))
      return JSON.parse(new TextDecoder().decode(plain))
    },
  }
}
