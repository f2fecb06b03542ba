/**
 * The door of GitLab CI, as .gitlab/secret-detection.yml runs it: a secret detection report for the merge request,
 * and the text report in the log of the job.
 */
import { scanChange } from './scan-change.mjs'

const { env } = process
const report = env.REKEY_REPORT || 'gl-secret-detection-report.json'

function change() {
  if (env.REKEY_SCOPE === 'history') return {}
  const base = env.CI_MERGE_REQUEST_DIFF_BASE_SHA || env.CI_COMMIT_BEFORE_SHA
  return base ? { base, head: env.CI_COMMIT_SHA ?? '' } : {}
}

process.exit(scanChange({ ...change(), format: 'text', files: { gitlab: report } }))
