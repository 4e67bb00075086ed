import { staff as words } from '../../words/staff.ts'
import { revokePacket } from '../api.ts'
import { OfficialStep } from '../round/official-step.tsx'
import { useRound } from '../round/round-context.ts'
import type { Packet } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { packetNumber } from './packet-number.ts'

export function RevokeDialog(props: { packet: Packet | null; onClose: () => void }) {
  const round = useRound()
  const task = createActionTask(revokePacket)
  const confirm = async () => {
    if (props.packet && (await task.run(round(), props.packet.id))) props.onClose()
  }
  return (
    <OfficialStep
      name="revoke"
      open={props.packet !== null}
      title={props.packet ? words.slips.revokeTitle(packetNumber(props.packet)) : ''}
      lead={words.slips.revokeLead}
      consequences={words.slips.revokeConsequences}
      act={words.slips.revokeAct}
      askNumber={false}
      busy={task.busy()}
      refusal={task.refusal()}
      onClose={props.onClose}
      onConfirm={confirm}
    />
  )
}
