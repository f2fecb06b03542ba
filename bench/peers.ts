/**
 * Other scanners, found on PATH: how each is asked for a full history or a folder, with its own defaults and rules, its
 * JSON report on stdout, no key tried at its provider and no update looked for; how a scan that went through ends; and
 * what its report says.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isOnPath } from './process.ts'

export interface PeerFinding {
  readonly rule: string
  readonly file: string
  readonly commit: string
  readonly line: number
  readonly endLine: number
  /** What the peer calls the secret; of a credential of several parts all of them. */
  readonly secret: string
}

export interface Peer {
  readonly name: string
  readonly history: (folder: string) => string[]
  readonly tree: (folder: string) => string[]
  /** Exit codes of a scan that saw everything, with findings or without. */
  readonly ends: readonly number[]
  readonly findings: (report: string) => PeerFinding[]
}

const LEAKS = 10
const likeGitleaks = (name: string): Peer => {
  // An error ends with 1, as leaks do unless they have a code of their own.
  const options = ['--no-banner', '--report-format', 'json', '--report-path', '-', '--exit-code', String(LEAKS)]
  return {
    name,
    history: (folder) => [name, 'git', folder, ...options],
    tree: (folder) => [name, 'dir', folder, ...options],
    ends: [0, LEAKS],
    findings: (report) =>
      (JSON.parse(report) as Record<string, string & number>[]).map((one) => ({
        rule: one['RuleID'] ?? '',
        file: one['File'] ?? '',
        commit: one['Commit'] ?? '',
        line: one['StartLine'] ?? 0,
        endLine: one['EndLine'] ?? 0,
        secret: one['Secret'] ?? '',
      })),
  }
}

interface TrufflehogFinding {
  readonly DetectorName?: string
  readonly Raw: string
  readonly RawV2: string
  readonly SourceMetadata: { readonly Data: { readonly Git?: { commit: string; file?: string; line?: number } } }
}

interface KingfisherMatch {
  readonly rule: { readonly id: string }
  readonly finding: {
    readonly snippet: string
    readonly line: number
    readonly path: string
    readonly git_metadata: { readonly commit: { readonly id: string }; readonly file: { readonly path: string } } | null
  }
}

const trufflehogOptions = ['--no-verification', '--no-update', '--fail-on-scan-errors', '--json']
const kingfisherOptions = ['--no-validate', '--format', 'json']

export const PEERS: readonly Peer[] = [
  likeGitleaks('gitleaks'),
  likeGitleaks('betterleaks'),
  {
    name: 'trufflehog',
    history: (folder) => [
      'trufflehog',
      'git',
      `file://${folder}`,
      // It looks for staged changes, and fails where there can be none.
      ...(existsSync(join(folder, '.git')) ? [] : ['--bare']),
      ...trufflehogOptions,
    ],
    tree: (folder) => ['trufflehog', 'filesystem', folder, ...trufflehogOptions],
    ends: [0],
    findings: (report) =>
      jsonLines<TrufflehogFinding>(report)
        // Its log is of JSON, too.
        .filter((one) => one.DetectorName !== undefined)
        .map((one) => {
          const { commit = '', file = '', line = 0 } = one.SourceMetadata.Data.Git ?? {}
          const secret = one.RawV2 === '' ? one.Raw : one.RawV2
          return { rule: one.DetectorName ?? '', file, commit, line, endLine: line, secret }
        }),
  },
  {
    name: 'kingfisher',
    history: (folder) => ['kingfisher', 'scan', folder, ...kingfisherOptions],
    tree: (folder) => ['kingfisher', 'scan', folder, '--git-history', 'none', ...kingfisherOptions],
    ends: [0, 200],
    findings: (report) =>
      kingfisherMatches(report).map(({ rule, finding }) => {
        const { line, snippet, path, git_metadata: git } = finding
        const { commit, file } = git ?? {}
        return {
          rule: rule.id,
          file: file?.path ?? path,
          commit: commit?.id ?? '',
          line,
          endLine: line,
          secret: snippet,
        }
      }),
  },
]

const jsonLines = <T>(report: string): T[] =>
  report
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)

/** Nothing found is nothing printed; behind the array stands a summary in words. */
function kingfisherMatches(report: string): KingfisherMatch[] {
  const [from, to] = [report.indexOf('['), report.lastIndexOf('\n]')]
  if (from < 0 || to < 0) return []
  return (JSON.parse(report.slice(from, to + 2)) as { matches: KingfisherMatch[] }[]).flatMap(({ matches }) => matches)
}

export const peersOnPath = (): Peer[] => PEERS.filter(({ name }) => isOnPath(name))

/** What the program calls its version, for the record of a run. */
export function peerVersion({ name }: Peer): string {
  const { stdout, stderr } = spawnSync(name, ['--version'], { encoding: 'utf8' })
  return /\d+\.\d+[\w.-]*/.exec(`${stdout}${stderr}`)?.[0] ?? 'of unknown version'
}
