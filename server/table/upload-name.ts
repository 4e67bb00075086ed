/** A file's own name, without a folder, control characters or tricks of direction; only ever shown. */
export function uploadName(header: string | undefined, otherwise: string): string {
  let name = otherwise
  try {
    name = decodeURIComponent(header ?? '') || name
  } catch {
    // A header that is no percent-encoding is no name.
  }
  return (
    name
      .normalize('NFC')
      .replace(/^.*[\\/]/, '')
      .replace(/[\p{C}"<>]/gu, '')
      .slice(0, 200) || otherwise
  )
}
