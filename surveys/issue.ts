/** One thing wrong with an input: where it is (`path`), what it is (`code`, snake_case, never reused), and what words need to say it. An empty list means good. */
export type Issue = Readonly<{ path: string; code: string; detail?: Readonly<Record<string, string | number>> }>
