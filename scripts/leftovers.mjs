/**
 * Finds the processes that a run left behind. A child is known by a marker in its environment, by its
 * session, or by a working folder inside the run's temporary folder: a database server rewrites its
 * environment and starts a session of its own, but it sits in its data folder. Linux only (/proc).
 */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

export const MARKER = 'REKEY_RUN_MARKER'

const attempt = (read) => {
  try {
    return read()
  } catch {
    // The process ended while we looked at it, or belongs to somebody whose processes we may not read.
    return ''
  }
}

/** `stat` holds the command in brackets, which may itself hold brackets and spaces. */
function statOf(pid) {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0], parent: Number(fields[1]), session: Number(fields[3]) }
}

/** `sessions`: leaders that this run started. The caller itself and its parents are never listed. */
export function findLeftovers({ marker, folder, sessions }) {
  const own = new Set()
  for (let pid = process.pid; pid > 1; pid = statOf(pid).parent) own.add(pid)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && !own.has(Number(name)))
    .filter((pid) => {
      const { state, session } = statOf(pid)
      if (state === undefined || state === 'Z') return false
      const cwd = attempt(() => readlinkSync(`/proc/${pid}/cwd`))
      const environment = attempt(() => readFileSync(`/proc/${pid}/environ`, 'utf8'))
      return (
        sessions.has(session) ||
        cwd === folder ||
        cwd.startsWith(`${folder}/`) ||
        environment.split('\0').includes(`${MARKER}=${marker}`)
      )
    })
    .map((pid) => ({
      pid: Number(pid),
      command: attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
        .replaceAll('\0', ' ')
        .trim()
        .slice(0, 120),
    }))
}
