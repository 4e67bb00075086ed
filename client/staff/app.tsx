import { Navigate, Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'
import { homeAddress } from './api.ts'
import { NotFound } from './not-found.tsx'
import { RoundsPage } from './rounds/page.tsx'
import { Shell } from './shell.tsx'

const RoundPage = lazy(() => import('./round/page.tsx'))
const RoundStart = lazy(() => import('./round/start.tsx'))
const PlanPage = lazy(() => import('./plan/page.tsx'))
const FramePage = lazy(() => import('./frame/page.tsx'))
const SamplePage = lazy(() => import('./sample/page.tsx'))
const SlipsPage = lazy(() => import('./slips/page.tsx'))
const FieldworkPage = lazy(() => import('./fieldwork/page.tsx'))
const ClassesPage = lazy(() => import('./classes/page.tsx'))
const RecontactPage = lazy(() => import('./recontact/page.tsx'))
const OwnPage = lazy(() => import('./own/page.tsx'))
const PaperPage = lazy(() => import('./paper/page.tsx'))
const DatasetPage = lazy(() => import('./dataset/page.tsx'))
const WeightsPage = lazy(() => import('./weights/page.tsx'))
const EstimatesPage = lazy(() => import('./estimates/page.tsx'))
const DocumentsPage = lazy(() => import('./documents/page.tsx'))
const ReportPage = lazy(() => import('./report/page.tsx'))
const PrivacyPage = lazy(() => import('./privacy/page.tsx'))
const DevicesPage = lazy(() => import('./devices/page.tsx'))
const UnitsPage = lazy(() => import('./units/page.tsx'))
const AccountPage = lazy(() => import('./account/page.tsx'))
const PeoplePage = lazy(() => import('./people/page.tsx'))
const LinkPage = lazy(() => import('./link/page.tsx'))
const ExternalReturn = lazy(() => import('./sign-in/external-return.tsx'))
const PublicationPage = lazy(() => import('./publication/page.tsx'))
const InstrumentsPage = lazy(() => import('./instruments/page.tsx'))
const VersionPage = lazy(() => import('./instruments/version-page.tsx'))
const AssessmentPage = lazy(() => import('./assessment/page.tsx'))
const YearPage = lazy(() => import('./assessment/year-page.tsx'))
const CriteriaPage = lazy(() => import('./criteria/page.tsx'))
const CardPage = lazy(() => import('./criteria/card-page.tsx'))
const CompareCards = lazy(() => import('./criteria/compare-page.tsx'))
const PeriodsPage = lazy(() => import('./periods/page.tsx'))
const PeriodPage = lazy(() => import('./periods/period-page.tsx'))
const PeriodicReportPage = lazy(() => import('./periods/report-page.tsx'))
const TasksPage = lazy(() => import('./tasks/page.tsx'))
const TaskPage = lazy(() => import('./tasks/task-page.tsx'))
const InspectionPage = lazy(() => import('./inspection/page.tsx'))
const TodoPage = lazy(() => import('./todo/page.tsx'))
const EvidencePage = lazy(() => import('./evidence/page.tsx'))
const ComparePage = lazy(() => import('./instruments/compare-page.tsx'))
const IndexResultsPage = lazy(() => import('./index-results/page.tsx'))
const UnitResultPage = lazy(() => import('./index-results/unit-page.tsx'))
const RatersPage = lazy(() => import('./raters/page.tsx'))
const RaterRoundPage = lazy(() => import('./raters/round-page.tsx'))
const IsoPage = lazy(() => import('./iso/page.tsx'))

/** Every address of the staff application. */
export function App() {
  return (
    <Router base="/staff" root={Shell}>
      <Route path="/" component={() => <Navigate href={homeAddress()} />} />
      <Route path="/own" component={OwnPage} />
      <Route path="/rounds" component={RoundsPage} />
      <Route path="/rounds/:id" component={RoundPage}>
        <Route path="/" component={RoundStart} />
        <Route path="/plan" component={PlanPage} />
        <Route path="/frame" component={FramePage} />
        <Route path="/sample" component={SamplePage} />
        <Route path="/slips" component={SlipsPage} />
        <Route path="/fieldwork" component={FieldworkPage} />
        <Route path="/classes" component={ClassesPage} />
        <Route path="/recontact" component={RecontactPage} />
        <Route path="/paper" component={PaperPage} />
        <Route path="/dataset" component={DatasetPage} />
        <Route path="/weights" component={WeightsPage} />
        <Route path="/estimates" component={EstimatesPage} />
        <Route path="/documents" component={DocumentsPage} />
        <Route path="/report" component={ReportPage} />
        <Route path="/publication" component={PublicationPage} />
      </Route>
      <Route path="/instruments" component={InstrumentsPage} />
      <Route path="/instruments/:id" component={VersionPage} />
      <Route path="/instruments/:id/compare" component={ComparePage} />
      <Route path="/index-results" component={IndexResultsPage} />
      <Route path="/index-results/:id" component={UnitResultPage} />
      <Route path="/raters" component={RatersPage} />
      <Route path="/raters/:id" component={RaterRoundPage} />
      <Route path="/iso" component={IsoPage} />
      <Route path="/criteria" component={CriteriaPage} />
      <Route path="/criteria/:id" component={CardPage} />
      <Route path="/criteria/:id/compare" component={CompareCards} />
      <Route path="/todo" component={TodoPage} />
      <Route path="/periods" component={PeriodsPage} />
      <Route path="/periods/:id" component={PeriodPage} />
      <Route path="/reports/:id" component={PeriodicReportPage} />
      <Route path="/tasks" component={TasksPage} />
      <Route path="/tasks/:number" component={TaskPage} />
      <Route path="/inspection" component={InspectionPage} />
      <Route path="/assessment" component={AssessmentPage} />
      <Route path="/assessment/:id" component={YearPage} />
      <Route path="/evidence" component={EvidencePage} />
      <Route path="/units" component={UnitsPage} />
      <Route path="/devices" component={DevicesPage} />
      <Route path="/account" component={AccountPage} />
      <Route path="/people" component={PeoplePage} />
      <Route path="/privacy" component={PrivacyPage} />
      <Route path="/link" component={LinkPage} />
      <Route path="/sign-in/return" component={ExternalReturn} />
      <Route path="*" component={NotFound} />
    </Router>
  )
}
