/** A Chromium for the tests that open pages. */
export function findBrowser(): Promise<{ path?: string; reason?: string }>
