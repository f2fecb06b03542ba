/** What the secret store refuses, with the way to go on. */
import { defineErrors } from '../base/errors.ts'

export const secretError = defineErrors({
  SECRET_NAME_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Write project/environment/NAME: letters, digits, ".", "_" and "-" in each part, up to 8 parts.',
  },
  SECRET_NOT_FOUND: { status: 404, exit: 2, hint: 'List what there is with: rekey secret list' },
  SECRET_VALUE_INVALID: { status: 400, exit: 2, hint: 'A value holds 1 to 65536 bytes of text.' },
  SECRET_PENDING: {
    status: 409,
    exit: 3,
    hint: 'A rotation of this secret is under way. Wait for it, or abort it first.',
  },
  SECRET_TAMPERED: {
    status: 500,
    exit: 2,
    hint: 'A stored value does not belong to its row: the database was changed from outside. Restore a backup.',
  },
  ROOT_KEY_MISSING: {
    status: 500,
    exit: 2,
    hint: 'Put the root key back (REKEY_ROOT_KEY or the file named by --root-key-file). Without it the values cannot be opened.',
  },
  ROOT_KEY_WRONG: {
    status: 500,
    exit: 2,
    hint: 'This database was sealed with another root key. Give that one (REKEY_ROOT_KEY or --root-key-file). Nothing was changed.',
  },
  ROOT_KEY_INVALID: {
    status: 500,
    exit: 2,
    hint: 'A root key is 32 bytes in base64 (44 characters). Make one with: head -c 32 /dev/urandom | base64',
  },
})
