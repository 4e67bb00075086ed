import type { Program } from '../responses/page.ts'

export function bundleRespondent(): Promise<Program>
export function buildRespondent(folder?: string): Promise<void>
