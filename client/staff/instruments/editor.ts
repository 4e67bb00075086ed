import { checkInstrument } from '../../../surveys/check.ts'
import { instruments as words } from '../../words/instruments.ts'
import { createDrafter, type Drafter } from '../drafting/drafter.ts'
import { lookAt, lookForOthers, saveDraft, type VersionView } from './api.ts'
import type { Form } from './form.ts'

/** A form on the desk. */
export const createEditor = (opened: VersionView): Editor =>
  createDrafter<Form, VersionView>(opened, {
    check: checkInstrument,
    look: lookAt,
    save: saveDraft,
    others: lookForOthers,
    words: words.editor,
  })
export type Editor = Drafter<Form, VersionView>
