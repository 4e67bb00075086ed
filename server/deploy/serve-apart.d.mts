/** The built server with data of its own, on a free port; `stop` ends it and removes its data. */
export function serveApart(wish?: {
  /** The words behind `hailong demo`; absent: no demonstration. */
  demo?: readonly string[]
}): Promise<{ url: string; dataDir: string; stop: () => Promise<void> }>
