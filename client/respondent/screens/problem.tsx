import type { ProgramKey } from '../../words/respondent.ts'
import { words } from '../words.ts'
import { Button } from './button.tsx'

const wrongSlip = /^slip_/
const over = /used|revoked|closed|conflict/

/** Why the server did not take the sheet, and what to do. */
export function Problem(props: { code: string; otherCode: () => void; wipe: () => void }) {
  const known = props.code in words
  return (
    <div class="card amber" role="alert">
      <p>
        <b>{words[(known ? props.code : 'refused') as ProgramKey]}</b> {words.kept}
      </p>
      {wrongSlip.test(props.code) && <Button press={props.otherCode} label={words.otherCode} />}
      {over.test(props.code) && <Button press={props.wipe} label={words.wipe} />}
      {(!known || props.code === 'form_superseded') && <Button press={() => location.reload()} label={words.reload} />}
    </div>
  )
}
