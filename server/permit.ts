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
export type Role = (typeof ROLES)[number]
export type Permission = readonly Role[] | 'public' | 'signed_in'

const declared = new WeakMap<object, Permission>()

/** The permission a middleware declares, or undefined if it is none of ours. */
export const permissionOf = (handler: object): Permission | undefined => declared.get(handler)

/** Declares who may call a route and what it does; enforces the first, and puts both into the OpenAPI document. */
export function permit(permission: Permission, summary: string): MiddlewareHandler<AppEnv> {
  const handler: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (permission !== 'public') {
      const account = c.get('account')
      if (!account) throw new Problem('not_signed_in')
      if (permission !== 'signed_in' && !permission.includes(account.role)) throw new Problem('not_permitted')
    }
    await next()
  }
  const roles = typeof permission === 'string' ? [permission] : [...permission]
  const described = describeRoute({ summary, ...{ 'x-roles': roles } })
  Object.assign(handler, { [uniqueSymbol]: (described as unknown as Record<symbol, unknown>)[uniqueSymbol] })
  declared.set(handler, permission)
  return handler
}
