import type { CriteriaSet } from '../../../surveys/criteria/criteria-set.ts'
import type { Issue } from '../../../surveys/issue.ts'
import { criteria as words } from '../../words/criteria.ts'

const LISTS = ['areas', 'criteria', 'components', 'items', 'levels', 'steps']
const said = (part: string): string => words.fields[part] ?? part

/** `areas/A/criteria/N01/components/N01.1/name` as people say it: "N01.1 · Tên". */
export function placeName(key: string): string {
  const parts = key.split('/')
  const last = parts.findLastIndex((_, at) =>
    ['areas', 'criteria', 'components', 'items'].includes(parts[at - 1] ?? ''),
  )
  return (last < 0 ? parts : parts.slice(last))
    .filter((part) => !LISTS.includes(part))
    .map(said)
    .filter((part) => part !== '')
    .join(' · ')
}

/** The line an issue is about, by its id, and the part of it. */
export function issuePlace(card: CriteriaSet, { path }: Issue): string {
  const found = /^\/areas\/(\d+)(?:\/criteria\/(\d+)(?:\/components\/(\d+))?)?/.exec(path)
  if (!found)
    return path
      .split('/')
      .filter((part) => part !== '' && !/^\d+$/.test(part))
      .map(said)
      .filter(Boolean)
      .join(' · ')
  const [whole, a, c, k] = found
  const area = card.areas[Number(a)]
  const criterion = c === undefined ? undefined : area?.criteria[Number(c)]
  const component = k === undefined ? undefined : criterion?.components[Number(k)]
  const id = (component ?? criterion ?? area)?.id ?? ''
  const rest = path
    .slice(whole.length)
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .map(said)
    .filter(Boolean)
  return [id, ...rest].join(' · ')
}

/** The line that is opened to mend an issue. */
export const lineOf = ({ path }: Issue): string => {
  const found = /^\/areas\/(\d+)(?:\/criteria\/(\d+))?/.exec(path)
  if (!found) return /^\/(bonus|penalty|bands)/.test(path) ? 'ends' : 'general'
  return found[2] === undefined ? `${found[1]}` : `${found[1]}/${found[2]}`
}
