import { type RaterForm, USUAL_OPTIONS } from '../../../surveys/criteria/rater-form.ts'
import type { Choices, Form } from './api.ts'

type Option = RaterForm['options'][number]
/** A form while somebody writes it: numbers as they were typed, and what is not asked beside what is. */
export type FormDraft = Readonly<{
  title: string
  lead: string
  least: string
  /** `kept`: the choice as it was read, with what this page does not show of it */
  options: readonly Readonly<{ value: string; text: string; worth: string; kept: Option | null }>[]
  items: readonly Readonly<{ component: string; name: string; text: string; on: boolean }>[]
  units: readonly Readonly<{ id: string; name: string; on: boolean }>[]
}>

export const MOST_OPTIONS = 8

/** A new form asks everything about everybody, with the four usual choices. */
export function draftOf(form: Form | null, choices: Choices): FormDraft {
  return {
    title: form?.title ?? '',
    lead: form?.lead ?? '',
    least: String(form?.least ?? 5),
    options: (form?.options ?? USUAL_OPTIONS).map((option) => ({
      ...{ value: option.value, text: option.text.vi, worth: String(option.worth), kept: option as Option },
    })),
    items: choices.components.map(({ id, name }) => {
      const asked = form?.items.find(({ component }) => component === id)
      return { component: id, name, text: asked?.text ?? name, on: form === null || asked !== undefined }
    }),
    units: choices.units.map(({ id, name, code }) => ({
      ...{ id, name: `${name} (${code})`, on: form === null || form.units.includes(id) },
    })),
  }
}

export const formOf = (draft: FormDraft): Form => ({
  title: draft.title,
  lead: draft.lead,
  least: Number(draft.least),
  options: draft.options.map(({ value, text, worth, kept }) => ({
    ...(kept ?? { value }),
    ...{ value, text: { ...(kept?.text ?? {}), vi: text.trim() }, worth: Number(worth.replace(',', '.')) },
  })),
  items: draft.items.flatMap(({ component, text, on }) => (on ? [{ component, text: text.trim() }] : [])),
  units: draft.units.flatMap(({ id, on }) => (on ? [id] : [])),
})

/** A value no other choice has; it is never shown. */
export function freeValue(options: readonly Readonly<{ value: string }>[]): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  return [...letters].find((letter) => options.every(({ value }) => value !== letter)) ?? `x${options.length}`
}
