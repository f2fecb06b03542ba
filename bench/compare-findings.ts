/**
 * `npm run bench -- findings FOLDER...`: full histories, scanned by Rekey and by each scanner on PATH; what both found,
 * and what only one did, by rule, each leak with its first place, and with the reason when it is Rekey that does not
 * report it. Values are masked: `git show COMMIT:FILE` has them. `REKEY_BENCH_SHOWN` leaks of a rule are listed (5).
 */
import { spawnSync } from 'node:child_process'
import { basename, join, resolve } from 'node:path'
import { explainMissing } from './explain-missing.ts'
import { groups, type Leak, type Likeness, matchFindings } from './match-findings.ts'
import { type Peer, type PeerFinding, peersOnPath, peerVersion } from './peers.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const MOST_BYTES = 1 << 29
/** Of a rule with more leaks than these the rest is a number. */
const SHOWN = Number(process.env['REKEY_BENCH_SHOWN'] ?? 5)
const LIKENESS: Readonly<Record<Likeness, string>> = {
  text: 'same text',
  part: 'one holds the other',
  line: 'same line',
}

interface OwnFinding {
  readonly rule: string
  readonly confidence: string
  readonly file: string
  readonly commit?: string
  readonly startLine: number
  readonly endLine: number
  readonly secret: string
}

export function benchFindings(folders: readonly string[]): Promise<Row[]> {
  const peers = peersOnPath()
  if (peers.length === 0) return Promise.resolve([['findings beside others', 'no other scanner is on PATH']])
  const rows = (folders.length > 0 ? folders : [root])
    .map((one) => resolve(one))
    .flatMap((folder) => {
      const ours = ownFindings(folder)
      return peers.flatMap((peer) => compare(peer, folder, ours))
    })
  return Promise.resolve(rows)
}

function ownFindings(folder: string): PeerFinding[] {
  const { stdout, status, stderr } = run([
    process.execPath,
    join(root, 'dist/main.js'),
    'scan',
    folder,
    '--json',
    '--reveal',
  ])
  // 3 is a repository that lacks contents.
  if (status === null || ![0, 1, 3].includes(status)) throw new Error(`rekey scan ended with ${status}: ${stderr}`)
  return (JSON.parse(stdout) as { findings: OwnFinding[] }).findings.map((one) => ({
    rule: `${one.rule} (${one.confidence})`,
    file: one.file,
    commit: one.commit ?? '',
    line: one.startLine,
    endLine: one.endLine,
    secret: one.secret,
  }))
}

function compare(peer: Peer, folder: string, ours: readonly PeerFinding[]): Row[] {
  const title = `${basename(folder)}: rekey and ${peer.name} ${peerVersion(peer)}`
  const { stdout, status, stderr } = run(peer.history(folder))
  if (status === null || !peer.ends.includes(status)) {
    return [[title, `failed with exit code ${status}: ${stderr.trim().split('\n').at(-1) ?? ''}`]]
  }
  const theirs = peer.findings(stdout)
  const { both, onlyTheirs, onlyOurs } = matchFindings(theirs, ours)
  const by = (likeness: Likeness): string => `${both.filter((one) => one.by === likeness).length} ${LIKENESS[likeness]}`
  return [
    [title, `${ours.length} findings and ${theirs.length}`],
    ['  found by both', `${both.length} leaks of ${peer.name}: ${by('text')}, ${by('part')}, ${by('line')}`],
    ...byRule(both, ({ theirs: { rule }, ours: { rule: own } }) => `${rule}: ${own}`).map(([rule, leaks]): Row => [
      `    ${rule}`,
      String(leaks.length),
    ]),
    ...leakRows(`only by ${peer.name}`, onlyTheirs, explainMissing(folder)),
    ...leakRows('only by rekey', onlyOurs),
  ]
}

const run = ([file, ...args]: readonly string[]): { stdout: string; stderr: string; status: number | null } =>
  spawnSync(file as string, args, { encoding: 'utf8', maxBuffer: MOST_BYTES })

const byRule = <T>(all: readonly T[], ruleOf: (one: T) => string): [string, T[]][] =>
  [...groups(all, ruleOf)].toSorted(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))

function leakRows(title: string, leaks: readonly Leak[], explain?: (leak: Leak) => string): Row[] {
  const why = new Map(leaks.map((leak) => [leak, explain?.(leak) ?? '']))
  const reasons = explain === undefined ? [] : byRule(leaks, (leak) => why.get(leak) ?? '')
  return [
    [`  ${title}`, `${leaks.length} leaks`],
    ...reasons.map(([reason, own]): Row => [`    ${own.length} of them`, reason]),
    ...byRule(leaks, ({ rule }) => rule).flatMap(([rule, own]): Row[] => [
      [`    ${rule}`, String(own.length)],
      ...own.slice(0, SHOWN).map((leak) => leakRow(leak, why.get(leak) ?? '')),
    ]),
  ]
}

function leakRow({ text, places }: Leak, why: string): Row {
  const { file, line, commit } = places[0] as PeerFinding
  const more = places.length > 1 ? `, ${places.length - 1} more` : ''
  const place = `${commit.slice(0, 12)} ${JSON.stringify(file)} line ${line}${more}`
  return [`      … (${text.length} characters)`, why === '' ? place : `${place}: ${why}`]
}
