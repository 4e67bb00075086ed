/** `{name}` and `${name}`: what a text leaves open for the program. Other braces are only letters. */
const placeholdersIn = (text: string): string[] => (text.match(/\$\{[^{}]*\}|\{[A-Za-z_]\w*\}/g) ?? []).sort()

/** Which placeholders a translation lost, and which it made up; undefined where it has the same, in any order. */
export function placeholderFault(
  source: string,
  translated: string,
): Readonly<{ missing: string; unknown: string }> | undefined {
  const [wanted, found] = [placeholdersIn(source), placeholdersIn(translated)]
  if (wanted.join() === found.join()) return undefined
  return { missing: without(wanted, found).join(' '), unknown: without(found, wanted).join(' ') }
}

/** What is in one list more often than in the other. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return list.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
