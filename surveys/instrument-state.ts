/** The life of an instrument version. Once published its words never change; withdrawn only means that no new round may use it. */
export const INSTRUMENT_STATES = ['draft', 'reviewed', 'published', 'withdrawn'] as const
export type InstrumentState = (typeof INSTRUMENT_STATES)[number]

type Step = Readonly<{
  from: InstrumentState
  to: InstrumentState
  roles: readonly string[]
  /** Needs another person than those who wrote it. */
  fourEyes: boolean
  /** Needs `checkInstrument` to find nothing. */
  checked: boolean
}>

export const INSTRUMENT_STEPS = {
  review: { from: 'draft', to: 'reviewed', roles: ['designer', 'director', 'admin'], fourEyes: true, checked: true },
  reopen: { from: 'reviewed', to: 'draft', roles: ['designer', 'director', 'admin'], fourEyes: false, checked: false },
  publish: { from: 'reviewed', to: 'published', roles: ['director', 'admin'], fourEyes: false, checked: true },
  withdraw: { from: 'published', to: 'withdrawn', roles: ['director', 'admin'], fourEyes: false, checked: false },
} as const satisfies Record<string, Step>
export type InstrumentStep = keyof typeof INSTRUMENT_STEPS

/** Who may write drafts. */
export const WRITERS = ['designer', 'admin'] as const

export const canEdit = (state: InstrumentState): boolean => state === 'draft'
export const canStep = (state: InstrumentState, step: InstrumentStep): boolean => INSTRUMENT_STEPS[step].from === state
