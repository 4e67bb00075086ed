import { instruments as words } from '../../words/instruments.ts'

/** What a field of a form is called, where a type of question has its own word for it by that. */
export const fieldLabel = (name: string, type = ''): string =>
  words.fieldsOf[type]?.[name] ?? words.fields[name] ?? name
