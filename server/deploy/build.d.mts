/** Names of the parts whose sources changed since they were built. */
export function staleParts(names?: readonly string[]): string[]
