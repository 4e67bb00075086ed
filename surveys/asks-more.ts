import { expand } from './expand.ts'
import { pipesIn } from './expression/pipe.ts'
import type { Instrument, ItemType } from './instrument.ts'
import { LANGUAGES } from './text.ts'
import { textsOf } from './texts.ts'

const ORDINARY: readonly ItemType[] = ['scale', 'single', 'percent', 'text']

/** Whether the page of a form needs the larger program: for conditions, constraints, piped answers, rare types of questions. */
export function asksMore(form: Instrument): boolean {
  const items = form.blocks.flatMap((block) => block.items)
  return (
    hasMedia(form) ||
    form.blocks.some((block) => block.together) ||
    items
      .flatMap(expand)
      .some(
        (item) =>
          !ORDINARY.includes(item.type) ||
          item.relevant !== undefined ||
          item.required === 'soft' ||
          (item.type === 'text' && item.short) ||
          ('constraint' in item && item.constraint !== undefined),
      ) ||
    textsOf(form).some(({ text }) => LANGUAGES.some((language) => pipesIn(text[language] ?? '').length > 0))
  )
}

/** Whether it shows pictures or plays sound. */
export const hasMedia = (form: Pick<Instrument, 'blocks'>): boolean =>
  form.blocks.some((block) =>
    block.items.some((item) => ('image' in item && item.image) || ('audio' in item && item.audio)),
  )
