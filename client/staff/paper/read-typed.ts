import type { PlainItem } from '../../../surveys/expand.ts'
import type { Answer } from '../../../surveys/instrument.ts'

/** What a typist's keys say: an answer, nothing, or something that cannot be meant. The server judges the answer itself. */
export type Typed = Readonly<{ answer?: Answer; wrong?: true }>

const WRONG: Typed = { wrong: true }

/** Numbers stand for the boxes in the order in which they are printed; 0 is "does not know". Several are parted by blanks or commas. */
export function readTyped(item: PlainItem, text: string): Typed {
  const typed = text.trim()
  if (typed === '') return {}
  switch (item.type) {
    case 'scale':
      if (typed === '0' && item.notApplicable) return { answer: null }
      return /^[1-5]$/.test(typed) ? { answer: Number(typed) } : WRONG
    case 'single': {
      const value = optionAt(item.options, typed)
      return value === undefined ? WRONG : { answer: value }
    }
    case 'multiple':
    case 'ranking': {
      const values = typed.split(/[\s,;.]+/).map((part) => optionAt(item.options, part))
      return values.some((value) => value === undefined) ? WRONG : { answer: values as string[] }
    }
    case 'percent':
    case 'number': {
      const number = Number(typed.replace(',', '.'))
      return Number.isFinite(number) ? { answer: number } : WRONG
    }
    case 'date': {
      const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed)
      if (!parts) return WRONG
      return { answer: `${parts[3]}-${parts[2].padStart(2, '0')}-${parts[1].padStart(2, '0')}` }
    }
    default:
      return { answer: typed }
  }
}

function optionAt(options: readonly Readonly<{ value: string }>[], typed: string): string | undefined {
  return /^\d{1,3}$/.test(typed) ? options[Number(typed) - 1]?.value : undefined
}

/** An answer as its typist reads it back. */
export function typedText(item: PlainItem, answer: unknown, nothing: string): string {
  if (answer === undefined) return nothing
  if (answer === null) return '0'
  const nameOf = (value: unknown): string => {
    const options = 'options' in item ? item.options : []
    const place = options.findIndex((option) => option.value === value)
    return place < 0 ? String(value) : `${place + 1} ${options[place].text.vi}`
  }
  return Array.isArray(answer) ? answer.map(nameOf).join('; ') : nameOf(answer)
}
