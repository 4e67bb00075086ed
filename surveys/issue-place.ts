import type { Issue } from './issue.ts'

type Shape = Readonly<{ blocks?: readonly Readonly<{ id: string; items?: readonly Readonly<{ id: string }>[] }>[] }>

/** Which block and item an issue of `checkInstrument` speaks of, by their ids; empty for the form as a whole. */
export function placeOf(form: Shape, path: string): Readonly<{ block?: string; item?: string }> {
  const [, b, i] = /^\/blocks\/(\d+)(?:\/items\/(\d+))?/.exec(path) ?? []
  const block = b === undefined ? undefined : form.blocks?.[Number(b)]
  const item = i === undefined ? undefined : block?.items?.[Number(i)]
  return { ...(block ? { block: block.id } : {}), ...(item ? { item: item.id } : {}) }
}

/** The same issues, each naming its item and block beside the pointer: positions change, names stay. */
export const namedIssues = (form: Shape, issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => {
    const place = placeOf(form, issue.path)
    return Object.keys(place).length > 0 ? { ...issue, detail: { ...place, ...issue.detail } } : issue
  })
