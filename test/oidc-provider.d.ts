/** What the tests use of the package, which carries no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  type Claims = Readonly<Record<string, string | boolean>>
  type Settings = Readonly<{
    clients: readonly Readonly<{ client_id: string; client_secret: string; redirect_uris: readonly string[] }>[]
    claims: Readonly<Record<string, readonly string[]>>
    pkce: Readonly<{ required: () => boolean }>
    cookies: Readonly<{ keys: readonly string[] }>
    findAccount: (
      context: unknown,
      subject: string,
    ) => Promise<Readonly<{ accountId: string; claims: () => Promise<Claims> }>>
  }>
  export default class Provider {
    constructor(issuer: string, settings: Settings)
    callback(): RequestListener
  }
}
