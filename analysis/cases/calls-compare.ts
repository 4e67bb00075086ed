import type { CallRunner } from './call-runner.ts'

export const compareCalls: Readonly<Record<string, CallRunner>> = {}
