/** What cannot be brought in or out, with the way to go on. */
import { defineErrors } from '../../base/errors.ts'

export const exchangeError = defineErrors({
  IMPORT_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Say what it is: --format env, json, yaml, doppler, infisical, vault or aws.',
  },
  EXPORT_IMPOSSIBLE: { status: 400, exit: 2, hint: 'Export as --format json or yaml: they hold every name.' },
})
