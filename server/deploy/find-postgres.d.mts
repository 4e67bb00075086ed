/** PostgreSQL's programs for the tests that run on both databases. */
export function findPostgres(): Promise<{ path?: string; reason?: string }>
