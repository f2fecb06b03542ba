/**
 * `rekey scan`: finds leaked keys in a folder and its git history. Loads nothing but the scanner: it opens
 * no database and, without --verify, no network connection. Adds no logic to `scanPath`.
 */
import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { systemClock } from '../base/clock.ts'
import { DEFAULT_DECODE_DEPTH } from '../detect/decode/decode-depth.ts'
import { applyBaseline } from '../scan/baseline.ts'
import { readBaseline } from '../scan/baseline-file.ts'
import type { Progress } from '../scan/collect.ts'
import type { ScanReport } from '../scan/finding.ts'
import { FORMATS, type Format, render, REVEALING } from '../scan/report/render.ts'
import { scanError } from '../scan/scan-error.ts'
import { scanPath, type ScanPathOptions } from '../scan/scan.ts'
import { applyPolicy } from '../scan/user-rules/apply-policy.ts'
import type { ScanSettings } from '../scan/user-rules/scan-settings.ts'
import { loadUserRules, readScanSettings } from '../scan/user-rules/settings-file.ts'
import { ARCHIVE_LIMITS } from '../sources/archive/budget.ts'
import type { Command, Invocation, Io } from './command.ts'
import { leakKeyOf } from './leak-key.ts'
import { progressLine } from './progress-line.ts'
import { usageError } from './scan-usage.ts'

export const command: Command = {
  name: 'scan',
  about: 'Find leaked keys in a folder and its git history.',
  usage: '[PATH | -] [--no-history | --staged | --range BASE..HEAD] [--format NAME] [--output FILE]',
  examples: ['rekey scan', 'rekey scan --range origin/main..HEAD', 'rekey scan --format sarif --output rekey.sarif'],
  flags: {
    'no-history': { type: 'boolean', about: 'Search the files only, not the git history.' },
    staged: { type: 'boolean', about: 'Search only what the next commit would bring.' },
    range: { type: 'string', placeholder: 'BASE..HEAD', about: 'Search only what these commits bring.' },
    'respect-gitignore': { type: 'boolean', about: 'Leave out files that git ignores, except tracked ones.' },
    'stdin-name': {
      type: 'string',
      placeholder: 'NAME',
      about: 'How findings call what is read from stdin (stdin otherwise).',
    },
    'decode-depth': {
      type: 'string',
      placeholder: 'N',
      about: `How often encoded text is decoded (${DEFAULT_DECODE_DEPTH} otherwise, 0 for never).`,
    },
    'archive-depth': {
      type: 'string',
      placeholder: 'N',
      about: `How deep archives in archives are opened (${ARCHIVE_LIMITS.depth} otherwise, 0 for none).`,
    },
    cache: {
      type: 'string',
      placeholder: 'DIR',
      about: 'Remember in DIR what was searched of the git history; the next scan reads what is new.',
    },
    'no-baseline': { type: 'boolean', about: 'Report what .rekey-baseline accepts, too.' },
    verify: { type: 'boolean', about: 'Ask the providers of the keys that are found whether they are live.' },
    'verify-only': {
      type: 'string',
      placeholder: 'PROVIDER,…',
      about: 'Ask these providers and no other.',
    },
    'verify-at': {
      type: 'string',
      placeholder: 'PROVIDER=URL,…',
      about: 'Ask a provider at this address: a server of your own, or one that has no address of its own.',
    },
    'verify-rules': {
      type: 'string',
      placeholder: 'HOST,…',
      about: 'Hosts that rules of rekey.yaml may ask about their keys. Default: none.',
    },
    'verify-allow': {
      type: 'string',
      placeholder: 'ADDRESS,…',
      about: 'Addresses and networks that may be asked although they are private. Default: none.',
    },
    'verify-rate': { type: 'string', placeholder: 'N', about: 'Requests a second to one host, at most (4 otherwise).' },
    'verify-per-host': {
      type: 'string',
      placeholder: 'N',
      about: 'Requests to one host in this run, at most (100 otherwise).',
    },
    'verify-total': { type: 'string', placeholder: 'N', about: 'Requests in this run, at most (2,000 otherwise).' },
    'verify-log': {
      type: 'string',
      placeholder: 'FILE',
      about: 'Append one line of JSON for each request to FILE; it holds no key.',
    },
    format: {
      type: 'string',
      placeholder: 'NAME',
      about: `Print the report as one of ${FORMATS.join(', ')}.`,
    },
    json: { type: 'boolean', about: 'The same as --format json.' },
    reveal: { type: 'boolean', about: 'Show the keys in the clear.' },
    write: {
      type: 'string',
      placeholder: 'NAME=FILE',
      about: 'Write the report in these forms as well, such as sarif=rekey.sarif,html=rekey.html.',
    },
    output: {
      type: 'string',
      placeholder: 'FILE',
      about: 'Write the report to FILE (readable by you only).',
      short: 'o',
    },
  },
  async run({ args, flags }, io) {
    if (args.length > 1) throw usageError('SCAN_USAGE', `scan takes one path, got ${args.length}: ${args.join(' ')}`)
    const format = formatOf(flags)
    const reveal = flags['reveal'] === true
    if (reveal && !REVEALING.includes(format))
      throw usageError('SCAN_USAGE', `--reveal is for ${REVEALING.join(', ')}: ${format} reports are published`)
    const copies = copiesOf(flags['write'], io.cwd)
    const startedAt = systemClock.now()
    const status = progressLine(io)
    const folder = args[0] === '-' ? '.' : (args[0] ?? '.')
    const settings = await readScanSettings(resolve(io.cwd, folder))
    const scanned = await scan({ args, flags }, settings, io, status.show).finally(status.clear)
    const everything = await verified(scanned, settings, flags, io)
    const baseline = flags['no-baseline'] === true ? [] : await readBaseline(resolve(io.cwd, folder))
    const endedAt = systemClock.now()
    const report = applyBaseline(applyPolicy(everything, settings.policy), baseline, endedAt)
    const toFile = typeof flags['output'] === 'string'
    const color = !toFile && io.stdout.isTTY === true && !io.env['NO_COLOR']
    const times = { startedAt, endedAt }
    const text = await render(format, report, { color, reveal, times })
    for (const copy of copies) {
      writeReport(copy.file, await render(copy.format, report, { color: false, reveal: false, times }))
    }
    if (toFile) writeReport(resolve(io.cwd, flags['output'] as string), text)
    else await write(io.stdout, text)
    return io.signal.aborted ? EXIT_INCOMPLETE : exitCode(report)
  },
}

const EXIT_INCOMPLETE = 3

async function verified(
  report: ScanReport,
  settings: ScanSettings,
  flags: Invocation['flags'],
  io: Io,
): Promise<ScanReport> {
  if (flags['verify'] === true) return (await import('./scan-verify.ts')).verifyReport(report, settings, flags, io)
  const needless = Object.keys(flags).find((name) => name.startsWith('verify-') && flags[name] !== undefined)
  if (needless !== undefined) throw usageError('SCAN_USAGE', `--${needless} goes with --verify`)
  return report
}

/** Reports that are written beside the printed one never show a key. */
function copiesOf(value: string | boolean | undefined, cwd: string): { format: Format; file: string }[] {
  if (typeof value !== 'string') return []
  return value.split(',').map((part) => {
    const [name = '', ...file] = part.split('=')
    if (file.join('=') === '') throw usageError('SCAN_USAGE', '--write takes NAME=FILE, such as sarif=rekey.sarif')
    return { format: knownFormat(name, '--write'), file: resolve(cwd, file.join('=')) }
  })
}

function knownFormat(name: string, flag: string): Format {
  const known = FORMATS.find((one) => one === name)
  if (known === undefined) throw usageError('SCAN_USAGE', `${flag} knows these forms: ${FORMATS.join(', ')}`)
  return known
}

function formatOf(flags: Invocation['flags']): Format {
  const { format, json } = flags
  if (format === undefined) return json === true ? 'json' : 'text'
  const known = knownFormat(String(format), '--format')
  if (json === true && known !== 'json') throw usageError('SCAN_USAGE', 'say either --json or --format')
  return known
}

async function scan(
  { args, flags }: Pick<Invocation, 'args' | 'flags'>,
  settings: ScanSettings,
  io: Io,
  onProgress: (progress: Progress) => void,
): Promise<ScanReport> {
  const path = resolve(io.cwd, args[0] ?? '.')
  const { range, staged = false } = flags
  const history = flags['no-history'] !== true
  if ([range !== undefined, staged === true, !history].filter(Boolean).length > 1)
    throw usageError('SCAN_USAGE', 'say one of --no-history, --staged and --range')
  const userRules = await loadUserRules(settings)
  const options = {
    leakKey: leakKeyOf(io.env),
    signal: io.signal,
    onProgress,
    userRules,
    decodeDepth: depthOf(flags['decode-depth'], '--decode-depth'),
    archiveDepth: depthOf(flags['archive-depth'], '--archive-depth'),
  }
  const stdinName = flags['stdin-name']
  if (args[0] === '-') {
    if (range !== undefined || staged === true) throw usageError('SCAN_USAGE', '- has neither stages nor commits')
    const { scanStream } = await import('../scan/scan-stream.ts')
    return scanStream({ ...options, stream: io.stdin, name: typeof stdinName === 'string' ? stdinName : 'stdin' })
  }
  if (stdinName !== undefined)
    throw usageError('SCAN_USAGE', '--stdin-name goes with -: rekey scan - --stdin-name NAME')
  if (staged === true || typeof range === 'string') {
    const { openChanges, scanRange, scanStaged } = await import('../scan/scan-changes.ts')
    const repository = openChanges(path)
    return typeof range === 'string'
      ? scanRange({ ...options, repository, range })
      : scanStaged({ ...options, repository })
  }
  const cache = cacheOf(flags, settings, io)
  return scanPath({ ...options, path, history, respectGitignore: flags['respect-gitignore'] === true, cache })
}

/** A cache holds no keys: a scan that shows them reads everything. So does one with rules of its own. */
function cacheOf(flags: Invocation['flags'], settings: ScanSettings, io: Io): ScanPathOptions['cache'] {
  if (typeof flags['cache'] !== 'string') return undefined
  const onNotice = (text: string): void => void io.stderr.write(`rekey: ${text}\n`)
  const why =
    flags['reveal'] === true
      ? '--reveal needs the keys'
      : settings.rules.length > 0
        ? 'there are rules of your own'
        : ''
  if (why === '') return { folder: resolve(io.cwd, flags['cache']), onNotice }
  onNotice(`the cache is not used, because ${why}; everything is scanned`)
  return undefined
}

const MAX_DEPTH = 20

function depthOf(value: string | boolean | undefined, flag: string): number | undefined {
  if (value === undefined) return undefined
  const depth = /^\d{1,2}$/.test(String(value)) ? Number(value) : MAX_DEPTH + 1
  if (depth > MAX_DEPTH) throw usageError('SCAN_USAGE', `${flag} is a number from 0 to ${MAX_DEPTH}, not ${value}`)
  return depth
}

/** Findings come before an incomplete scan: somebody has to act on them either way. */
function exitCode(report: ScanReport): number {
  if (report.findings.length > 0) return 1
  return report.complete ? 0 : EXIT_INCOMPLETE
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600 })
    // A device (/dev/null, /dev/stdout) keeps its mode: it belongs to the whole machine.
    if (statSync(file).isFile()) chmodSync(file, 0o600)
  } catch (cause) {
    throw scanError('SCAN_OUTPUT_FAILED', `the report could not be written to ${file}`, { cause })
  }
}

/** Resolves when the stream took all of it: a pipe's reader gets the whole report before the process ends. */
function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((done, fail) => stream.write(text, (error) => (error ? fail(error) : done())))
}
