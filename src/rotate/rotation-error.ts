/** What rotations refuse, with the way on. */
import { defineErrors } from '../base/errors.ts'

export const rotationError = defineErrors({
  ROTATION_PLAN_INVALID: {
    status: 500,
    exit: 2,
    hint: 'Make the plan with planRotation(); its steps are in order and hold deploy, confirm and revoke.',
  },
  ROTATION_OPEN: { status: 409, exit: 3, hint: 'Wait for the rotation that is under way, or abort it first.' },
  ROTATION_NOT_FOUND: { status: 404, exit: 2, hint: 'An incident lists its rotations: rekey incident show ID' },
  ROTATION_NOTHING_TO_ROTATE: { status: 409, exit: 2, hint: 'Store a value first with: rekey secret set NAME' },
  ROTATION_CLOSED: { status: 409, exit: 2, hint: 'This rotation has ended. Start a new one.' },
  ROTATION_NOT_RUNNING: { status: 409, exit: 2, hint: 'Resume the rotation first.' },
  ROTATION_EVENT_REFUSED: { status: 409, exit: 2, hint: 'Look at the step that the rotation is at, then try again.' },
  ROTATION_TOO_LATE_TO_ABORT: {
    status: 409,
    exit: 3,
    hint: 'Roll forward: let it finish, or pause it. Once the rotation is done, rotate again for yet another key.',
  },
  ROTATION_FORCE_REFUSED: {
    status: 409,
    exit: 3,
    hint: 'Only the waits can be forced: confirm and soak. The proofs (verify-new, verify-old-dead) cannot.',
  },
})
