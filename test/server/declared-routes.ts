import { permissionOf } from '../../server/permit.ts'

type Route = { method: string; path: string; handler: object }
const isEndpoint = ({ method }: Route) => method !== 'ALL'

/** The permission each address declares: the first of its handlers that carries one. */
export function declaredOf(routes: readonly Route[]) {
  const found = new Map<string, ReturnType<typeof permissionOf>>()
  for (const route of routes.filter(isEndpoint)) {
    const key = `${route.method} ${route.path}`
    found.set(key, found.get(key) ?? permissionOf(route.handler))
  }
  return found
}
