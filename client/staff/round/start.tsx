import { Navigate } from '@solidjs/router'
import { useRound } from './round-context.ts'

/** A round opens at the step where it stands. */
export default function RoundStart() {
  const round = useRound()
  const step = () => round().steps.find(({ state }) => state === 'current') ?? round().steps.at(-1)
  return <Navigate href={`/rounds/${round().id}/${step()?.id ?? 'plan'}`} />
}
