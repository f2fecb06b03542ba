/**
 * The door of GitHub Actions, as action.yml runs it: annotations at the lines, a summary of the step, SARIF for code
 * scanning. Searches what a pull request or a push brings; any other event means the whole history.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { fail, scanChange } from './scan-change.mjs'

const { env } = process

function readEvent() {
  try {
    return JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8'))
  } catch {
    return fail('the event of this workflow could not be read', 'Run this as a step of GitHub Actions.')
  }
}

function change() {
  if (env.REKEY_SCOPE === 'history') return {}
  const event = readEvent()
  // A pull request is checked out as its merge: what is searched is what the branch itself brings.
  if (event.pull_request) return { base: event.pull_request.base.sha, head: event.pull_request.head.sha }
  if (env.GITHUB_EVENT_NAME === 'push') return { base: event.before, head: event.after }
  return {}
}

const sarif = env.REKEY_SARIF || 'rekey.sarif'
const files = { sarif, ...(env.GITHUB_STEP_SUMMARY ? { markdown: env.GITHUB_STEP_SUMMARY } : {}) }
const exit = scanChange({ ...change(), format: 'github', files })
if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `exit-code=${exit}\nsarif=${sarif}\n`)
process.exit(env.REKEY_FAIL === 'false' && exit === 1 ? 0 : exit)
