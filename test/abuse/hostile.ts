import fc from 'fast-check'

/** Texts that have broken something somewhere: markup, SQL, templates, paths, control characters, sizes. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: sent as it stands
  '${7*7}',
  '<%= 7*7 %>',
  '{QCODE}',
  "' OR 1=1--",
  '"; DROP TABLE response;--',
  "\\'",
  "%00'",
  '1);SELECT pg_sleep(5)--',
  '=HYPERLINK("http://x","y")',
  "=cmd|'/C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '../../etc/passwd',
  '%2e%2e%2f',
  '..;/',
  'C:\\x',
  'CON',
  '.htaccess',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  '\u0000',
  'a\u0000b',
  '\u0001',
  '\ud800',
  '\u202Etxt.exe',
  '\u200b',
  '\ufeffx',
  'е',
  'ស្រី',
  'Nguyễn',
  'Nguyễn',
  '😀'.repeat(40),
  'a'.repeat(5_000),
  'é'.repeat(300),
  'null',
  'undefined',
  'true',
  '-1',
  '1e999',
  '0x10',
  '9007199254740993',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '2026-11-23T24:00:00+15:00',
  '(a+)+$',
  `${'a'.repeat(50)}!`,
  '%',
  '_',
  "a'b.c[*]",
  'constructor',
  '__proto__',
  'toString',
  'ph-th@2021.1',
  'ph-th@9999.9999',
]

export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  3.7,
  1e308,
  5e-324,
  2 ** 53 + 2,
  -(2 ** 31) - 1,
  [],
  [[]],
  {},
  { length: 1e9 },
  { $ne: null },
  { toString: 1 },
  ['a', 'a'],
  Array.from({ length: 2_000 }, () => 1),
  ...HOSTILE_TEXTS,
]

const FORBIDDEN_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'isAdmin',
  'role',
  'approvedBy',
  'version',
  '',
  'a'.repeat(300),
]

export const hostileText = fc.constantFrom(...HOSTILE_TEXTS)
export const hostileValue = fc.constantFrom(...HOSTILE_VALUES)

/** Bodies that are no value at all, or not the one they seem: sent as they stand. */
export const RAW_BODIES: readonly string[] = [
  '',
  ' ',
  'null',
  '[]',
  '""',
  '0',
  '{',
  '{"a":',
  '{"id":1,"id":2}',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '['.repeat(50_000),
  '{"a":'.repeat(20_000),
  '{"a":1e400}',
  '{"a":{"b":[1,{"__proto__":-1e999}]}}',
  '{"a":NaN}',
  '{"a":01}',
  '\ufeff{}',
  "{'a':1}",
  '{"a":"\\ud800"}',
  '{"a":"\\u0000"}',
  'x'.repeat(70_000),
  '\u0000\u0001\u0002',
  '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>',
  'PK\u0003\u0004broken',
  '\u0089PNG\r\n\u001a\nbroken',
  'code;name\n1;<script>',
  'sep=;\n=1+1;2',
]

type Step = Readonly<{ at: number; how: number; value: unknown; key: string }>

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(1_000),
  how: fc.nat(4),
  value: hostileValue,
  key: fc.constantFrom(...FORBIDDEN_KEYS),
})
export const steps = fc.array(step, { minLength: 1, maxLength: 3 })

/** A fitting value with one to three places made wrong: replaced, taken away, doubled, or with something that does not belong. */
export function spoil(value: unknown, wrong: readonly Step[]): unknown {
  let now = structuredClone(value)
  for (const one of wrong) now = spoilOnce(now, one)
  return now
}

function spoilOnce(value: unknown, { at, how, value: shared, key }: Step): unknown {
  const instead = structuredClone(shared)
  const places: [container: Record<string, unknown> | unknown[], name: string | number][] = []
  const walk = (inside: unknown) => {
    if (inside === null || typeof inside !== 'object') return
    for (const [name, part] of Object.entries(inside)) {
      if (Array.isArray(inside)) places.push([inside, Number(name)])
      else places.push([inside as Record<string, unknown>, name])
      walk(part)
    }
  }
  walk(value)
  if (places.length === 0 || how === 4) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return instead
    // As JSON has it: a key of this name is one like any other.
    return JSON.parse(
      JSON.stringify(value).replace(
        /^\{(?=(.?))/,
        (_, next) => `{${JSON.stringify(key)}:${JSON.stringify(instead) ?? 'null'}${next === '}' ? '' : ','}`,
      ),
    )
  }
  const [container, name] = places[at % places.length]
  if (Array.isArray(container)) {
    if (how === 1) container.splice(name as number, 1)
    else if (how === 2) container.push(structuredClone(container[name as number]))
    else container[name as number] = instead
  } else if (how === 1) delete container[name as string]
  else container[name as string] = instead
  return value
}
