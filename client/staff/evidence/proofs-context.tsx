import { createAsync } from '@solidjs/router'
import { createContext, type JSX, useContext } from 'solid-js'
import { useYear } from '../assessment/year-context.ts'
import { type Proofs, readProofs } from './api.ts'

const ProofsContext = createContext<() => Proofs | undefined>(() => undefined)

/** What proves the lines of the year on the page, read once for all of them. */
export function ProofsOfYear(props: { children: JSX.Element }) {
  const { year } = useYear()
  const proofs = createAsync(() => readProofs(year().id, year().state))
  return <ProofsContext.Provider value={() => proofs.latest}>{props.children}</ProofsContext.Provider>
}

export const useProofs = (): (() => Proofs | undefined) => useContext(ProofsContext)
