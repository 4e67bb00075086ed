import { type Kysely, sql } from 'kysely'

type Engine = 'sqlite' | 'postgres'

/**
 * A version of an official document holds its DOCX and its PDF, and the decision that approved it. What a version says never
 * changes and never goes; the only step is from draft to approved, once, and with a decision.
 */
export function officialDocument(engine: Engine) {
  const blob = engine === 'sqlite' ? 'blob' : 'bytea'
  const kept = [
    'id',
    'roundId',
    'kind',
    'version',
    'fileName',
    'mediaType',
    'sources',
    'contentHash',
    'bytes',
    'createdAt',
  ]
  const changed = [...kept, 'pdf', 'pdfHash'].map((name) => `new."${name}" is distinct from old."${name}"`).join(' or ')
  const approval = ['decisionNumber', 'decisionDate', 'approvedBy', 'approvedAt']
  const unapproved = approval.map((name) => `new."${name}" is null`).join(' or ')
  const refusals = [
    ['update', `old.state <> 'draft' or ${changed} or new.state <> 'approved' or ${unapproved}`],
    ['delete', '1 = 1'],
  ] as const
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const [name, type] of [
        ['pdf', blob],
        ['pdfHash', 'text'],
        ...approval.map((column) => [column, 'text'] as const),
      ])
        await sql.raw(`alter table document add column "${name}" ${type}`).execute(db)
      for (const [act, when] of refusals) {
        const trigger = `"document_no_${act}"`
        const said = 'a document is never changed'
        if (engine === 'sqlite') {
          await sql
            .raw(
              `create trigger ${trigger} before ${act} on document when ${when} begin select raise(abort, '${said}'); end`,
            )
            .execute(db)
          continue
        }
        await sql
          .raw(
            `create function ${trigger}() returns trigger language plpgsql as $$ begin raise exception '${said}'; end $$`,
          )
          .execute(db)
        await sql
          .raw(
            `create trigger ${trigger} before ${act} on document for each row when (${when}) execute function ${trigger}()`,
          )
          .execute(db)
      }
    },
  }
}
