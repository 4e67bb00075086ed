type Route = Readonly<{ method: string; path: string; handler: object }>

/** The functions that read `If-Match` for several routes: `take` and `change` of the self-assessment, `lockOf` of forms. */
const READING = /\b(?:ifMatch|lockOf)\b|\b(?:take|change)\(/

/** The changes that say which version they are made from, as the routes themselves declare it by what they call. */
export const lockingRoutes = (routes: readonly Route[]): string[] => [
  ...new Set(
    routes
      .filter(({ method, handler }) => !['ALL', 'GET'].includes(method) && READING.test(String(handler)))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]

/** Each of them, by the file of the test in which it is shown (`locked-requests.ts`): whoever adds one names it here. */
export const SHOWN_IN: Readonly<Record<string, readonly string[]>> = {
  'assessment-year.long': [
    'POST /api/assessments/:id/answer',
    'POST /api/assessments/:id/ask',
    'POST /api/assessments/:id/lock',
    'POST /api/assessments/:id/publish',
    'POST /api/assessments/:id/remedies/decide',
    'POST /api/assessments/:id/remedies/done',
    'POST /api/assessments/:id/settle',
    'POST /api/criteria/:id/publish',
    'PUT /api/assessments/:id/appraisals',
    'PUT /api/assessments/:id/explanations',
    'PUT /api/assessments/:id/extras',
    'PUT /api/assessments/:id/own-extras',
    'PUT /api/assessments/:id/remedies',
    'PUT /api/assessments/:id/self-scores',
    'PUT /api/criteria/:id',
  ],
  'catalogue-papers.long': ['POST /api/evidence/:id/withdraw'],
  'chain.long': [
    'POST /api/rounds/:id/approve',
    'POST /api/rounds/:id/close',
    'POST /api/rounds/:id/estimate',
    'POST /api/rounds/:id/frame',
    'POST /api/rounds/:id/freeze',
    'POST /api/rounds/:id/open',
    'POST /api/rounds/:id/report',
    'POST /api/rounds/:id/sample',
    'POST /api/rounds/:id/slips',
    'POST /api/rounds/:id/slips/issue',
    'POST /api/rounds/:id/slips/print',
    'POST /api/rounds/:id/submit',
    'POST /api/rounds/:id/weigh',
    'PUT /api/rounds/:id/plan',
  ],
  'criteria-file.long': ['POST /api/criteria/import'],
  'hand-over-minutes.long': [
    'POST /api/rounds/:id/packets/:packet/account',
    'POST /api/rounds/:id/packets/:packet/revoke',
  ],
  'instrument-files.long': ['POST /api/instruments/import'],
  instruments: [
    'DELETE /api/instruments/:id',
    'POST /api/instruments/:id/publish',
    'POST /api/instruments/:id/review',
    'PUT /api/instruments/:id',
    'PUT /api/rounds/:id/forms',
  ],
  'iso.long': ['POST /api/iso/:id/step', 'PUT /api/iso/:id'],
  'locking-rest.long': [
    'DELETE /api/criteria/:id',
    'POST /api/instruments/:id/reopen',
    'PUT /api/periods/years/:year',
    'PUT /api/todo/reminder',
  ],
  'people.long': ['POST /api/people/:id/disable', 'POST /api/people/:id/enable', 'PUT /api/people/:id'],
  'plan-parts.long': ['PUT /api/rounds/:id/plan-parts'],
  privacy: ['POST /api/privacy/requests/:id/step', 'PUT /api/privacy/rules/:what'],
  'raters.long': [
    'POST /api/rater-rounds/:id/close',
    'POST /api/rater-rounds/:id/open',
    'POST /api/rater-rounds/:id/raters/:rater/renew',
    'PUT /api/rater-rounds/:id/form',
    'PUT /api/rater-rounds/:id/raters',
  ],
  'reform-tasks.long': [
    'POST /api/inspections/findings/:id/measure',
    'POST /api/inspections/findings/:id/verify',
    'PUT /api/inspections/visits/:id',
    'PUT /api/tasks/:id',
    'PUT /api/tasks/:id/progress',
  ],
  'release-proof.long': ['POST /api/rounds/:id/publish'],
  'reminders.long': ['DELETE /api/todo/feed', 'POST /api/todo/feed'],
  'reporting.long': [
    'DELETE /api/periods/:period',
    'DELETE /api/periods/news/:item',
    'POST /api/reports/:id/receive',
    'POST /api/reports/:id/return',
    'POST /api/reports/:id/submit',
    'PUT /api/periods/:period',
    'PUT /api/periods/groups/:group',
    'PUT /api/reports/:id/entries',
  ],
  'sample-minutes.long': ['POST /api/rounds/:id/sample/replacements'],
  'sampling-design': [
    'DELETE /api/rounds/:id/designs/:design',
    'POST /api/rounds/:id/designs/:design/choose',
    'PUT /api/rounds/:id/designs/:design',
  ],
  'work-plan': [
    'POST /api/rounds/:id/take-back',
    'PUT /api/rounds/:id/budget',
    'PUT /api/rounds/:id/calendar',
    'PUT /api/rounds/:id/modes',
  ],
}
