import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { evidence as words } from '../../words/evidence.ts'
import { sizeText } from '../../words/numbers.ts'
import { type FoundPaper, fileOf } from './api.ts'
import { PaperName, PaperPlace } from './paper-name.tsx'

export function PaperRow(props: { paper: FoundPaper; keeps: boolean; onWithdraw: () => void; onUses: () => void }) {
  return (
    <tr data-paper={props.paper.id}>
      <th scope="row">
        <PaperName paper={props.paper} />
        <PaperPlace paper={props.paper} />
      </th>
      <td data-head={words.unit}>{props.paper.unitName ?? words.department}</td>
      <td class="nowrap" data-head={words.size}>
        {sizeText(props.paper.size)}
        <Show when={props.paper.pages}>{(pages) => <span class="soft small">, {words.pages(pages())}</span>}</Show>
      </td>
      <td class="nowrap" data-head={words.uses}>
        <Show when={props.paper.uses > 0} fallback={words.usesText(0)}>
          <Button
            little
            tone="quiet"
            aria-label={words.usesLabel(props.paper.uses, props.paper.number)}
            data-action="uses"
            onClick={props.onUses}
          >
            {words.usesText(props.paper.uses)}
          </Button>
        </Show>
      </td>
      <td>
        <div class="actions tight">
          <a
            class="button little"
            href={fileOf.paper(props.paper.id)}
            download=""
            aria-label={words.openLabel(props.paper.number)}
          >
            {words.open}
          </a>
          <Show when={props.keeps && props.paper.uses === 0}>
            <Button little tone="quiet" onClick={props.onWithdraw}>
              {words.withdraw}
            </Button>
          </Show>
        </div>
      </td>
    </tr>
  )
}
