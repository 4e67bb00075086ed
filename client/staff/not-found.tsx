import { A } from '@solidjs/router'
import { Empty } from '../ui/empty.tsx'
import { staff as words } from '../words/staff.ts'
import { createTitle } from './title.ts'

export function NotFound() {
  createTitle(() => words.notFound.title)
  return (
    <div class="page">
      <h1 tabindex="-1">{words.notFound.title}</h1>
      <Empty title={words.notFound.title} text={words.notFound.text}>
        <A class="button main" href="/rounds">
          {words.notFound.back}
        </A>
      </Empty>
    </div>
  )
}
