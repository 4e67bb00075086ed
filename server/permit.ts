import type { MiddlewareHandler } from 'hono'
import { describeRoute, uniqueSymbol } from 'hono-openapi'
import type { AppEnv } from './http/env.ts'
import { Problem } from './problem.ts'

/** Deny unless declared: every route carries one of these, and a test fails for one that does not. */
export const ROLES = [
  'designer',
  'analyst',
  'coordinator',
  'assessor',
  'appraiser',
  'director',
  'auditor',
  'admin',
] as const
/** Who may look at what the personnel office works on: rounds, forms, cards, units. */
export const READERS = ['designer', 'analyst', 'director', 'auditor', 'admin'] as const
export type Role = (typeof ROLES)[number]
export type Permission = readonly Role[] | 'public' | 'signed_in'

/**
 * What a role must reach for a route: `round`, `document`, `account`, `assessment`, `report`, `task`, `visit`, `finding`: the unit that holds the object named by `:id`;
 * `everywhere`: the whole Department, because all share the thing; `shared`: nothing, whoever holds the role may look;
 * `within`: the route itself keeps to the units reached, which it finds as `reach` on the request.
 */
export const SCOPES = [
  'round',
  'document',
  'account',
  'assessment',
  'report',
  'task',
  'visit',
  'finding',
  'everywhere',
  'shared',
  'within',
] as const
export type Scope = (typeof SCOPES)[number]
export type Declared = Readonly<{ permission: Permission; scope: Scope | 'none' }>

const declared = new WeakMap<object, Declared>()

/** Whom a middleware lets in, or undefined if it is none of ours. */
export const permissionOf = (handler: object): Permission | undefined => declared.get(handler)?.permission

/**
 * Declares who may call a route, on whose things, and what it does; enforces the first two, and puts all into the OpenAPI
 * document. The only place where a request is let in. What is not one's own is refused as what is not there.
 */
export function permit(permission: 'public' | 'signed_in', summary: string): MiddlewareHandler<AppEnv>
export function permit(roles: readonly Role[], summary: string, scope: Scope): MiddlewareHandler<AppEnv>
export function permit(permission: Permission, summary: string, scope?: Scope): MiddlewareHandler<AppEnv> {
  const declares: Declared = { permission, scope: scope ?? 'none' }
  const handler: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (permission !== 'public') {
      const account = c.get('account')
      if (!account) throw new Problem(c.get('lapsed') ? 'session_expired' : 'not_signed_in')
      if (permission !== 'signed_in') {
        const grants = account.grants.filter(({ role }) => permission.includes(role))
        if (grants.length === 0) throw new Problem(awaitsSecondStep(account, permission))
        if (scope !== undefined) await c.get('gate')(c, grants, scope)
      }
    }
    await next()
  }
  const roles = typeof permission === 'string' ? [permission] : [...permission]
  const described = describeRoute({ summary, ...{ 'x-roles': roles, 'x-scope': declares.scope } })
  Object.assign(handler, { [uniqueSymbol]: (described as unknown as Record<symbol, unknown>)[uniqueSymbol] })
  declared.set(handler, declares)
  return handler
}

const awaitsSecondStep = ({ asleep }: { asleep: readonly Role[] }, permission: readonly Role[]) =>
  asleep.some((role) => permission.includes(role)) ? 'second_step_required' : 'not_permitted'
