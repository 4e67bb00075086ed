import { createEffect } from 'solid-js'
import { staff as words } from '../words/staff.ts'

/** The title of the window, which is what a screen reader says first after a change of page. */
export function createTitle(title: () => string | undefined): void {
  createEffect(() => {
    const own = title()
    document.title = own ? `${own} · ${words.product}` : words.product
  })
}
