/** Errors of a scan. What could not be read is a `Skipped` in the report, not an error. */
import { defineErrors } from '../base/errors.ts'

export const scanError = defineErrors({
  SCAN_PATH_MISSING: { status: 404, exit: 2, hint: 'Give a folder, a git repository (bare ones too) or a file.' },
  SCAN_PATH_UNREADABLE: { status: 403, exit: 2, hint: 'Run as a user who may read it.' },
  SCAN_PATH_UNSUITABLE: { status: 400, exit: 2, hint: 'Give a folder, a git repository (bare ones too) or a file.' },
  SCAN_REPOSITORY_MISSING: {
    status: 404,
    exit: 2,
    hint: 'Give the path of a git directory: the bare repository, or `.git`.',
  },
  SCAN_COMMIT_MISSING: {
    status: 404,
    exit: 2,
    hint: 'The push may have been undone since; scan the repository as a whole.',
  },
  SCAN_REPOSITORY_NEEDED: {
    status: 400,
    exit: 2,
    hint: 'Staged changes and ranges of commits are in git repositories only; leave the flag out to scan a folder.',
  },
  SCAN_RANGE_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Write BASE..HEAD with branches, tags or commit ids; in a shallow clone, fetch the base first.',
  },
  BASELINE_INVALID: {
    status: 400,
    exit: 2,
    hint: 'A line has six fields with tabs between: leak id, rule, file, reason, owner, last day (2027-01-31 or never).',
  },
  BASELINE_NOT_WRITTEN: {
    status: 500,
    exit: 2,
    hint: 'A baseline is a file in a folder or work tree that you may write to, not in a bare repository.',
  },
  SCAN_OUTPUT_FAILED: {
    status: 500,
    exit: 2,
    hint: 'Choose a file in a folder that exists and that you may write to.',
  },
})
