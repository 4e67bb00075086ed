/** The life of an instrument version. Once published its words never change; withdrawn only means that no new round may use it. */
export const INSTRUMENT_STATES = ['draft', 'reviewed', 'published', 'withdrawn'] as const
export type InstrumentState = (typeof INSTRUMENT_STATES)[number]

type Step = Readonly<{
  from: InstrumentState
  to: InstrumentState
  roles: readonly string[]
  /** Needs another person than the one who wrote last. */
  fourEyes: boolean
  /** Needs `checkInstrument` to find nothing. */
  checked: boolean
}>

export const INSTRUMENT_STEPS = {
  review: { from: 'draft', to: 'reviewed', roles: ['designer', 'analyst', 'director'], fourEyes: true, checked: true },
  reopen: { from: 'reviewed', to: 'draft', roles: ['designer'], fourEyes: false, checked: false },
  publish: { from: 'reviewed', to: 'published', roles: ['designer', 'director'], fourEyes: false, checked: true },
  withdraw: { from: 'published', to: 'withdrawn', roles: ['designer', 'director'], fourEyes: false, checked: false },
} as const satisfies Record<string, Step>
export type InstrumentStep = keyof typeof INSTRUMENT_STEPS

export const canEdit = (state: InstrumentState): boolean => state === 'draft'
export const canStep = (state: InstrumentState, step: InstrumentStep): boolean => INSTRUMENT_STEPS[step].from === state
