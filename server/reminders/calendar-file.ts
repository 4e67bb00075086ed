/** One whole day in a calendar. */
export type CalendarDay = Readonly<{
  /** stays the same when the event changes, so that a reader replaces it */
  uid: string
  day: string
  /** the day after */
  dayAfter: string
  summary: string
  description: string
  url: string
}>

/**
 * A calendar as RFC 5545 has it: whole days in UTC-free dates (VALUE=DATE), lines of at most 75 octets folded between letters, and
 * CRLF. Written by hand: one kind of event needs no library, and a reader of its own is asked in the test.
 */
export function calendarFile(name: string, days: readonly CalendarDay[], now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Hai Long//Reporting calendar//VI', 'CALSCALE:GREGORIAN'],
    ...['METHOD:PUBLISH', `X-WR-CALNAME:${escaped(name)}`, 'X-WR-TIMEZONE:Asia/Ho_Chi_Minh'],
    ...['REFRESH-INTERVAL;VALUE=DURATION:PT12H', 'X-PUBLISHED-TTL:PT12H'],
    ...days.flatMap((one) => [
      ...['BEGIN:VEVENT', `UID:${one.uid}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${dateOf(one.day)}`],
      ...[`DTEND;VALUE=DATE:${dateOf(one.dayAfter)}`, `SUMMARY:${escaped(one.summary)}`],
      ...[`DESCRIPTION:${escaped(one.description)}`, `URL:${one.url}`, 'TRANSP:TRANSPARENT'],
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(one.summary)}`, 'TRIGGER:-P3D', 'END:VALARM'],
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const dateOf = (day: string) => day.replaceAll('-', '')

/** Text as a value: no line of its own can be begun from inside it. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ')

const MOST = 75

/** Lines of at most 75 octets, never cut inside a letter; each further one begins with a blank. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > MOST) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n')
}
