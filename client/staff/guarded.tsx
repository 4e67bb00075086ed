import { ErrorBoundary, type JSX, Suspense } from 'solid-js'
import { Loading } from '../ui/loading.tsx'
import { staff as words } from '../words/staff.ts'
import { refreshAll } from './api.ts'
import { refusalOf } from './refusal.ts'
import { Refused } from './refused.tsx'

/** Content that is read from the server: grey lines while it comes, words and another try when it does not. */
export function Guarded(props: { children: JSX.Element }) {
  return (
    <ErrorBoundary
      fallback={(error, reset) => (
        <Refused
          refusal={refusalOf(error)}
          onRetry={() => {
            refreshAll()
            reset()
          }}
        />
      )}
    >
      <Suspense fallback={<Loading text={words.loading} />}>{props.children}</Suspense>
    </ErrorBoundary>
  )
}
