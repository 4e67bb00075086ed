import type { Issue } from '../issue.ts'
import type { IsoContent, IsoKind } from './iso-records.ts'

const asks = (text: string): boolean => /\?\s*$/.test(text)

/**
 * What is wrong is said as a statement: what does not conform, where. A question of the checklist that failed needs it,
 * for its finding takes these words; and a finding is not a question.
 */
export function statementFaults(kind: IsoKind, content: IsoContent[IsoKind]): Issue[] {
  if (kind === 'finding' && 'text' in content && asks(content.text))
    return [{ path: '/content/text', code: 'statement_wanted' }]
  if (kind !== 'audit' || !('items' in content)) return []
  return content.items.flatMap(({ answer, note }, at): Issue[] =>
    answer !== 'fails' || (note !== '' && !asks(note))
      ? []
      : [{ path: `/content/items/${at}/note`, code: note === '' ? 'failing_needs_statement' : 'statement_wanted' }],
  )
}
