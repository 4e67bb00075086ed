import type { Issue } from '../../../surveys/issue.ts'
import { placeOf } from '../../../surveys/issue-place.ts'
import { instruments as words } from '../../words/instruments.ts'
import type { Form } from './form.ts'

const said = (part: string): string => words.fields[part] ?? part

/** `blocks/A/items/A1/text/vi` as people say it: "A1 · Lời · Tiếng Việt". */
export const placeName = (key: string): string =>
  key
    .split('/')
    .filter(
      (part, at, all) =>
        part !== 'blocks' && part !== 'items' && !(all[at - 1] === 'blocks' && all[at + 1] === 'items'),
    )
    .map(said)
    .join(' · ')

/** Where an issue is: the question or the block, and which part of it. Places in a list are counted from 1. */
export const issuePlace = (form: Form, { path }: Issue): string => {
  const { block, item } = placeOf(form, path)
  const inside = path
    .replace(/^\/blocks\/\d+(\/items\/\d+)?/, '')
    .slice(1)
    .replace(/(^|\/)(\d+)(?=\/|$)/g, (_, before: string, place: string) => `${before}${Number(place) + 1}`)
  return [item ?? (block ? words.editor.block(block) : ''), placeName(inside)].filter(Boolean).join(' · ')
}
