import { itemNonresponse, itemStates } from '../../../analysis/satisfaction/item-nonresponse.ts'
import { NOT_KNOWN } from '../../dataset/columns.ts'
import { cellOf } from '../cell.ts'
import { type ExtraContext, textOf } from './context.ts'
import type { NonresponseRow } from './extras-result.ts'

/** Shares of blanks and of "does not know, does not apply" among those asked, for each judged item of each form. */
export function nonresponseRows({ table, design, answers, instruments, spec }: ExtraContext): NonresponseRow[] {
  return answers.forms.flatMap(({ member, blocks }, at) => {
    const items = blocks.flatMap((block) => block.items).filter(({ id }) => table.has(id))
    const found = itemNonresponse(
      design,
      items.map(({ id }) => ({
        id,
        states: Int8Array.from(table.column(id), (cell, row) =>
          !member[row]
            ? -1
            : cell === NOT_KNOWN
              ? itemStates.notKnown
              : cell === ''
                ? itemStates.blank
                : itemStates.answered,
        ),
      })),
      spec.confidence,
    )
    return found.map(({ id, asked, notKnown, blank }) => ({
      ...{ level: instruments[at].level, item: id, text: textOf(instruments[at], id), asked },
      ...{ notKnown: cellOf(notKnown), blank: cellOf(blank) },
    }))
  })
}
