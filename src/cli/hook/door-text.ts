/** What a door tells: what was found, where, and how to go on. Shows no key and is safe for any terminal. */
import type { Finding, ScanReport } from '../../scan/finding.ts'
import { printable } from '../../scan/report/printable.ts'
import { groupByLeak } from '../../scan/report/text.ts'
import type { Bypass } from './bypass.ts'

export type Door = 'pre-commit' | 'pre-push' | 'pre-receive'

const MAX_LEAKS = 20
const MAX_PLACES = 5

const WHAT: Readonly<Record<Door, string>> = { 'pre-commit': 'commit', 'pre-push': 'push', 'pre-receive': 'push' }

const STEPS: Readonly<Record<Door, readonly string[]>> = {
  'pre-commit': [
    'Take the key out of the file, `git add` it again, and commit.',
    'If the key has been nowhere but here, it need not be rotated. `rekey secret set` is a place for it.',
    'Not a key? End its line with the comment `rekey:allow`.',
    'It must pass all the same? REKEY_BYPASS="the reason, in words" git commit …',
  ],
  'pre-push': [
    'A later commit that deletes the line does not help: the commit that brought it is pushed as well.',
    'Rewrite that commit: `git commit --amend` if it is the last one, else `git rebase -i` from its parent.',
    'Not a key? End its line with the comment `rekey:allow`, in that commit.',
    'It must pass all the same? REKEY_BYPASS="the reason, in words" git push …',
  ],
  'pre-receive': [
    'Nothing of this push was taken over. Rewrite the commit that brought the key (`git rebase -i` from its parent), push again.',
    'Not a key? End its line with the comment `rekey:allow`, in that commit.',
    'It must pass all the same? git push -o "rekey.bypass=the reason, in words" …',
  ],
}

export function blockedText(door: Door, report: ScanReport, bypass: Bypass): string {
  const lines = [
    `rekey: this ${WHAT[door]} is blocked: ${countLeaks(report)}`,
    '',
    ...leakLines(report),
    'How to go on:',
  ]
  lines.push(...STEPS[door].map((step) => `  - ${step}`))
  if (bypass.asked && 'refused' in bypass) lines.push(`  - The bypass was not accepted: ${bypass.refused}.`)
  return `${lines.join('\n')}\n`
}

export function bypassText(door: Door, report: ScanReport, reason: string): string {
  const head = `rekey: this ${WHAT[door]} passes with ${countLeaks(report)}. Reason given: ${printable(reason)}`
  return `${[head, '', ...leakLines(report), 'Rotate what is real: from now on it is in the history.'].join('\n')}\n`
}

/** What was not looked at: nobody may take silence for "clean". Empty when all was. */
export function skippedText(report: ScanReport): string {
  return report.skipped
    .slice(0, MAX_LEAKS)
    .map(({ path, reason }) => `rekey: not searched: ${printable(path)}: ${printable(reason)}\n`)
    .join('')
}

export function failedText(door: Door): string {
  return `rekey: this ${WHAT[door]} is blocked: it could not be searched to the end\n`
}

function leakLines(report: ScanReport): string[] {
  const leaks = groupByLeak(report.findings)
  const more = leaks.length - MAX_LEAKS
  return [...leaks.slice(0, MAX_LEAKS).flatMap(oneLeak), ...(more > 0 ? [`  … and ${more} more leaks`, ''] : [])]
}

function oneLeak(places: readonly Finding[]): string[] {
  const [first] = places as [Finding, ...Finding[]]
  const where = places.slice(0, MAX_PLACES).map(({ file, startLine, commit }) => {
    const message = commit !== undefined && file === `commit:${commit}`
    const by = commit === undefined ? '' : ` in commit ${commit.slice(0, 12)}`
    return `    ${message ? `line ${startLine} of the message` : `${printable(file)}:${startLine}`}${by}`
  })
  const more = places.length - MAX_PLACES
  return [
    `  ${first.about}  ${printable(first.masked)}  ${first.leakId}`,
    ...where,
    ...(more > 0 ? [`    … and ${more} more places`] : []),
    '',
  ]
}

function countLeaks(report: ScanReport): string {
  const leaks = new Set(report.findings.map(({ leakId }) => leakId)).size
  return `${leaks} ${leaks === 1 ? 'leak' : 'leaks'}`
}
