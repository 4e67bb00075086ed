/** Runs one command on the data; gives what it printed, or throws with its reason. */
type Hailong = (...words: string[]) => Promise<string>

/** The built server with data of its own, on a free port; `stop` ends it and removes its data. */
export function serveApart(wish?: {
  /** Commands to run before it serves, such as `demo`. */
  before?: (hailong: Hailong) => Promise<void>
  /** Further variables of its environment. */
  settings?: Readonly<Record<string, string>>
}): Promise<{
  url: string
  dataDir: string
  hailong: Hailong
  stop: () => Promise<void>
  /** Ends it without a word, as a power cut does. */
  pullDown: () => Promise<void>
  /** Serves again on the same data and port. */
  begin: () => Promise<string>
}>
