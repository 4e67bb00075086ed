import { Navigate, Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'
import { NotFound } from './not-found.tsx'
import { RoundsPage } from './rounds/page.tsx'
import { Shell } from './shell.tsx'

const RoundPage = lazy(() => import('./round/page.tsx'))
const RoundStart = lazy(() => import('./round/start.tsx'))
const PlanPage = lazy(() => import('./plan/page.tsx'))

/** Every address of the staff application. */
export function App() {
  return (
    <Router base="/staff" root={Shell}>
      <Route path="/" component={() => <Navigate href="/rounds" />} />
      <Route path="/rounds" component={RoundsPage} />
      <Route path="/rounds/:id" component={RoundPage}>
        <Route path="/" component={RoundStart} />
        <Route path="/plan" component={PlanPage} />
      </Route>
      <Route path="*" component={NotFound} />
    </Router>
  )
}
