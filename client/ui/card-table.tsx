import { type JSX, onCleanup } from 'solid-js'

const ROLES: Readonly<Record<string, string>> = {
  TABLE: 'table',
  THEAD: 'rowgroup',
  TBODY: 'rowgroup',
  TFOOT: 'rowgroup',
  TR: 'row',
  TD: 'cell',
}
const roleOf = (part: Element): string | undefined =>
  part.tagName === 'TH' ? (part.getAttribute('scope') === 'row' ? 'rowheader' : 'columnheader') : ROLES[part.tagName]

/**
 * A table whose lines stand as cards on a phone. There its parts are blocks, and some browsers (Safari) then forget that
 * they are a table: said as roles, heads and cells stay together for whoever listens to the page.
 */
export function CardTable(props: { class?: string; busy?: boolean; children: JSX.Element }) {
  const nameParts = (table: HTMLTableElement) => {
    const name = () => {
      for (const part of [table, ...table.querySelectorAll('thead, tbody, tfoot, tr, th, td')]) {
        const role = roleOf(part)
        if (role && part.getAttribute('role') !== role) part.setAttribute('role', role)
      }
    }
    const lines = new MutationObserver(name)
    lines.observe(table, { childList: true, subtree: true })
    queueMicrotask(name)
    onCleanup(() => lines.disconnect())
  }
  return (
    <table ref={nameParts} class={`table as-cards ${props.class ?? ''}`} aria-busy={props.busy ? 'true' : undefined}>
      {props.children}
    </table>
  )
}
