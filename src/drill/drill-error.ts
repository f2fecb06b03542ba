/** What can keep the drill's own servers from starting. */
import { defineErrors } from '../base/errors.ts'

export const drillError = defineErrors({
  POSTGRES_BINARIES_MISSING: {
    status: 500,
    exit: 2,
    hint: 'Install with optional packages (npm ci, without --omit=optional), or name a server with --database-url.',
  },
  POSTGRES_FOLDER_UNREACHABLE: {
    status: 500,
    exit: 2,
    hint: 'PostgreSQL does not run as root. Let other users pass through the folder (chmod 711), or choose one under /tmp.',
  },
  POSTGRES_START_FAILED: {
    status: 500,
    exit: 2,
    hint: 'The last lines of its log stand in the message; free the port or the disk, then try again.',
    retryable: true,
  },
  FAKE_STRIPE_START_FAILED: { status: 500, exit: 2, hint: 'Choose a free port and a data file that can be written.' },
  CHILD_NOT_READY: { status: 500, exit: 2, hint: 'Its log says why.' },
  DRILL_STEP_FAILED: { status: 500, exit: 2, hint: 'The record of the drill was kept; its folder is named above.' },
  DRILL_INTERRUPTED: { status: 500, exit: 130, hint: 'Everything that the drill had started was stopped.' },
  DRILL_OPTION_INVALID: { status: 400, exit: 2, hint: 'Usage: rekey drill --help' },
  DRILL_DATABASE_UNREACHABLE: {
    status: 503,
    exit: 2,
    hint: 'Check that --database-url names a running PostgreSQL, and a user who may make roles and databases.',
  },
  INTRUDER_HOST_REFUSED: { status: 400, exit: 2, hint: 'Give the address of the fake Stripe on 127.0.0.1.' },
})
