import { action, query } from '@solidjs/router'
import { api, entered } from './api.ts'

/** Signing in at the provincial account service. */
export const readExternal = query(async () => (await api.session.external.$get()).json(), 'external')
export const beginExternal = async (): Promise<string> =>
  (await (await api.session.external.begin.$post({ json: {} })).json()).address
export const finishExternal = action(async (said: string) => {
  const { next } = await (await api.session.external.$post({ json: { said } })).json()
  if (next === null) await entered()
  return next
}, 'finish-external')
