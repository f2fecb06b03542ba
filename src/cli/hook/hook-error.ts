/** Errors of `rekey hook`. A leak that a hook stops is no error: the hook says so and exits with 1. */
import { defineErrors } from '../../base/errors.ts'

export const hookError = defineErrors({
  HOOK_USAGE: { status: 400, exit: 2, hint: 'See `rekey hook --help`.' },
  HOOK_OUTSIDE: { status: 400, exit: 2, hint: 'Run it in a git repository, or give the path of one.' },
  HOOK_INPUT_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Git runs this hook; to search by hand, use `rekey scan --range`.',
  },
  HOOK_CHAIN_TAKEN: {
    status: 409,
    exit: 3,
    hint: 'Put the two hooks together in the file that ends in .before-rekey, remove the other, and install again.',
  },
  HOOK_MANAGED: {
    status: 409,
    exit: 3,
    hint: 'Add it to the file that husky or lefthook reads, commit that file, and prove it: rekey doctor',
  },
  HOOK_NOT_WRITABLE: { status: 403, exit: 2, hint: 'Run as a user who may write to the folder of the hooks.' },
  HOOK_SECRET_UNREADABLE: { status: 400, exit: 2, hint: 'Check the path of --secret-file and its permissions.' },
  HOOK_NOT_HEARD: {
    status: 503,
    exit: 2,
    hint: 'The push is in the repository all the same. Scan it with: rekey scan PATH',
    retryable: true,
  },
})
