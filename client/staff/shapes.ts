import type { hc, InferRequestType, InferResponseType } from 'hono/client'
import type { Extras } from '../../server/estimates/extras/extras-result.ts'
import type { ReportResults } from '../../server/report/report-input.ts'
import type { Api } from '../../server/stages.ts'

/** What the server takes and answers, as the pages use it; all of it follows from the routes. */
type Routes = ReturnType<typeof hc<Api>>['api']
type One = Routes['rounds'][':id']

export type { UnitResults } from '../../server/estimates/by-units.ts'
export type {
  AreaModel,
  AreaRanks,
  ChangeRow,
  EndsRow,
  Extras,
  GroupEffects,
} from '../../server/estimates/extras/extras-result.ts'
export type { StepId, StepView } from '../../server/plan/view.ts'
export type {
  Cell,
  DomainResult,
  Figure,
  ReportResults,
  Result,
  TargetVerdict,
} from '../../server/report/report-input.ts'

export type Session = InferResponseType<Routes['session']['$get'], 200>
export type UnitsView = InferResponseType<Routes['units']['$get'], 200>
export type UnitView = InferResponseType<Routes['units'][':id']['$get'], 200>
export type RoundSummary = InferResponseType<Routes['rounds']['$get'], 200>['rounds'][number]
export type RoundView = InferResponseType<One['$get'], 200>
export type NewRound = InferRequestType<Routes['rounds']['$post']>['json']
export type PlanChange = InferRequestType<One['plan']['$put']>['json']
export type PartsChange = InferRequestType<One['plan-parts']['$put']>['json']
export type Frame = NonNullable<InferResponseType<One['frame']['$get'], 200>['frame']>
export type FrameTrial = InferResponseType<One['frame']['$post'], 200>
export type FrameChange = FrameTrial['changes'][number]
export type Finding = FrameTrial['findings'][number]
export type Draw = NonNullable<InferResponseType<One['sample']['$get'], 200>['draw']>
export type DrawnSchool = Draw['schools'][number]
export type Slips = InferResponseType<One['slips']['$get'], 200>
export type Packet = Slips['packets'][number]
export type Fieldwork = InferResponseType<One['fieldwork']['$get'], 200>
export type Integrity = InferResponseType<One['fieldwork']['integrity']['$get'], 200>
export type Dataset = NonNullable<InferResponseType<One['dataset']['$get'], 200>['dataset']>
export type Weighting = NonNullable<InferResponseType<One['weights']['$get'], 200>['weighting']>
export type Publication = NonNullable<InferResponseType<One['publication']['$get'], 200>['publication']>
export type WeightTrial = InferResponseType<One['weights']['try']['$post'], 200>['trial']
export type Estimate = {
  id: string
  datasetHash: string
  methodVersion: string
  createdAt: string
  results: ReportResults
  target: number
  extras?: Extras
}
export type Document = InferResponseType<One['documents']['$get'], 200>['documents'][number]
