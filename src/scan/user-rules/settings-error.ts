/** What can be wrong with the `scan` part of rekey.yaml. The message names line and column. */
import { defineErrors } from '../../base/errors.ts'

export const settingsError = defineErrors({
  SCAN_SETTINGS_INVALID: {
    status: 400,
    exit: 2,
    hint: 'docs/rules.md shows what stands under `scan:` in rekey.yaml.',
  },
})
