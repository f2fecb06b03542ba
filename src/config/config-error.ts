/** What can be wrong with the configuration. A message names the place, never the value of a secret. */
import { defineErrors } from '../base/errors.ts'

export const configError = defineErrors({
  CONFIG_FILE_UNREADABLE: {
    status: 500,
    exit: 2,
    hint: 'Check that the file exists and may be read, or leave --config out to start with the defaults.',
  },
  CONFIG_FILE_INVALID: {
    status: 500,
    exit: 2,
    hint: 'Correct the line that is named. The file is YAML: two spaces for each level, no tabs.',
  },
  CONFIG_KEY_UNKNOWN: {
    status: 500,
    exit: 2,
    hint: 'Remove the key. All options are listed in docs/reference/options.md.',
  },
  CONFIG_VALUE_INVALID: {
    status: 500,
    exit: 2,
    hint: 'Correct the value. docs/reference/options.md says what each option takes.',
  },
  CONFIG_SECRET_IN_CLEAR: {
    status: 500,
    exit: 2,
    hint: 'Write a reference: env:NAME reads an environment variable, file:PATH reads a file.',
  },
  CONFIG_SECRET_MISSING: {
    status: 500,
    exit: 2,
    hint: 'Set the variable or create the file that the reference names.',
  },
})
