import type { Configuration } from 'openid-client'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'

/** What is carried, sealed, in the browser from the way out to the way back. */
export type Way = Readonly<{ state: string; nonce: string; verifier: string; at: number }>
export type Identity = Readonly<{ issuer: string; subject: string; email: string | null }>

const TIMEOUT_S = 10

/**
 * The provincial account service, by OpenID Connect: authorisation code with PKCE, state and nonce; the token's signature,
 * issuer, audience and times are checked by `openid-client`. Plain HTTP is talked only to this machine itself.
 */
export function makeAccountService(deps: Deps) {
  const service = deps.config.accountService
  if (!service) return null
  const returnTo = `${deps.config.publicUrl}/staff/sign-in/return`
  let known: Promise<Configuration> | undefined

  async function discover(): Promise<Configuration> {
    const client = await import('openid-client')
    const issuer = new URL(service?.issuer ?? '')
    const own = issuer.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(issuer.hostname)
    const found = await client.discovery(issuer, service?.clientId ?? '', service?.clientSecret, undefined, {
      timeout: TIMEOUT_S,
      // Without the first the library takes a token from the service's own address without looking at its signature.
      execute: [client.enableNonRepudiationChecks, ...(own ? [client.allowInsecureRequests] : [])],
    })
    return found
  }
  /** Asked once; again after a failure, so that a service that was away at the start is found later. */
  const configuration = (): Promise<Configuration> => {
    known ??= discover().catch((error) => {
      known = undefined
      deps.log.warn({ err: { message: String(error?.message) } }, 'the account service does not answer')
      throw new Problem('sign_in_away')
    })
    return known
  }

  async function begin(): Promise<{ address: string; way: Way }> {
    const client = await import('openid-client')
    const chance = () => Buffer.from(deps.random(32)).toString('base64url')
    const way = { state: chance(), nonce: chance(), verifier: chance(), at: deps.clock().getTime() }
    const address = client.buildAuthorizationUrl(await configuration(), {
      redirect_uri: returnTo,
      scope: 'openid email',
      state: way.state,
      nonce: way.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(way.verifier),
      code_challenge_method: 'S256',
    })
    return { address: address.href, way }
  }

  /** Who came back, by what the service said in the address; anything but a good answer is a refused sign-in. */
  async function finish(said: string, way: Way): Promise<Identity> {
    const client = await import('openid-client')
    const config = await configuration()
    try {
      const tokens = await client.authorizationCodeGrant(config, new URL(`${returnTo}?${said.replace(/^\?/, '')}`), {
        pkceCodeVerifier: way.verifier,
        expectedState: way.state,
        expectedNonce: way.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Problem('sign_in_failed')
      const told = 'email' in claims ? claims : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
      const email = told.email_verified === true && typeof told.email === 'string' ? told.email : null
      return { issuer: claims.iss, subject: claims.sub, email }
    } catch (error) {
      deps.log.info(
        { err: { message: error instanceof Error ? error.message : '' } },
        'no sign-in by the account service',
      )
      throw new Problem('sign_in_failed')
    }
  }
  return { name: service.name, begin, finish }
}
