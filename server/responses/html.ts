const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML shows it, safe between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => NAMED[sign] ?? sign)

/** `` html`<p>${text}</p>` ``: values are escaped; lists and what `raw` marks are taken as they are. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { markup: parts.reduce((whole, part, at) => whole + markupOf(values[at - 1]) + part) }
}

export type Html = Readonly<{ markup: string }>
type HtmlValue = string | number | false | undefined | Html | readonly Html[]

/** For what is HTML, CSS or a program already. */
export const raw = (markup: string): Html => ({ markup })

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}
