/** Errors of the sources. Something that can be left out is a `Skipped`, not an error. */
import { defineErrors } from '../base/errors.ts'

export const sourceError = defineErrors({
  GIT_MISSING: { status: 500, exit: 2, hint: 'Install git (Debian: apt-get install git) and see that it is on PATH.' },
  GIT_FAILED: { status: 500, exit: 2, hint: 'Run `git fsck` in the repository; it may be damaged.', retryable: true },
  PACK_UNREADABLE: {
    status: 500,
    exit: 2,
    hint: 'Run `git fsck` in the repository; its objects are asked of git instead.',
  },
  OBJECT_ID_INVALID: { status: 400, exit: 2, hint: 'Give a full object id: 40 or 64 hexadecimal characters.' },
})
