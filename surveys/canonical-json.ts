/** JSON with the keys of every object in code-unit order and no blanks: the text that is hashed (RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('JSON holds no infinite number')
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry ?? null)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  // Grown as one text, without an array between: every sheet that comes in passes here.
  let text = ''
  const object = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(object).sort()) {
    const entry = object[key]
    if (entry !== undefined) text += `${text === '' ? '' : ','}${nameOf(key)}:${canonicalJson(entry)}`
  }
  return `{${text}}`
}

/** Most names hold nothing that JSON writes in another way. */
const nameOf = (key: string): string => (/^\w*$/.test(key) ? `"${key}"` : JSON.stringify(key))
