/** How `rekey scan` says that it was called in a way that it does not understand. */
import { defineErrors } from '../base/errors.ts'

export const usageError = defineErrors({
  SCAN_USAGE: { status: 400, exit: 2, hint: 'See `rekey scan --help`.' },
})
