/** One invocation of `rekey gitleaks`: flags to settings, settings to a scan, a scan to report and exit code. */
import { readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { isRekeyError } from '../../base/errors.ts'
import { createKnown, parseKnownFindings } from '../../scan/compat/gitleaks/baseline.ts'
import { encodeText } from '../../scan/compat/gitleaks/byte-text.ts'
import { compatError } from '../../scan/compat/gitleaks/compat-error.ts'
import { GITLEAKS_VERSION, type GitleaksConfig } from '../../scan/compat/gitleaks/config.ts'
import type { DetectOptions } from '../../scan/compat/gitleaks/detect.ts'
import type { GitleaksFinding } from '../../scan/compat/gitleaks/finding.ts'
import { BadCommandLine, parseFlags, UnknownFlag, type GitleaksArguments } from '../../scan/compat/gitleaks/flags.ts'
import { scanSource, type ScanSourceResult } from '../../scan/compat/gitleaks/scan-source.ts'
import { PLATFORMS, type Platform } from '../../scan/compat/gitleaks/scm-link.ts'
import { verboseText } from '../../scan/compat/gitleaks/verbose.ts'
import type { Io } from '../command.ts'
import { loadConfig } from './load-config.ts'
import { createLog, type Log } from './log.ts'
import { openReport } from './report.ts'

const EXIT_ERROR = 1
/** gitleaks' answer to a flag that it does not have. */
const EXIT_UNKNOWN_FLAG = 126
const DEFAULT_DECODE_DEPTH = 5
const IGNORE_FILE = '.gitleaksignore'

/** How a mistake of each kind begins; the error's own words follow as a field. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  GITLEAKS_CONFIG_INVALID: 'Failed to load config',
  GITLEAKS_TEMPLATE_INVALID: 'Invalid report template',
  GITLEAKS_REPORT_FAILED: 'failed to write report',
}

export async function runGitleaks(argv: readonly string[], io: Io): Promise<number> {
  let log = createLog(io.stderr, 'info')
  try {
    const flags = parseFlags(argv)
    if (flags.isSet('help') || flags.command === 'help') return print(io, HELP)
    if (flags.isSet('version')) return print(io, `gitleaks version ${GITLEAKS_VERSION}\n`)
    if (flags.command === 'version') return print(io, `${GITLEAKS_VERSION}\n`)
    if (flags.command === '') {
      if (flags.args.length === 0) return print(io, HELP)
      throw new BadCommandLine(`unknown command ${JSON.stringify(flags.args[0])} for "gitleaks"`)
    }
    log = createLog(io.stderr, flags.text('log-level', 'info'))
    // A pattern of the repository's may be costly by intent: V8 then changes to its linear engine.
    setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
    return await scan(flags, io, log)
  } catch (error) {
    if (error instanceof UnknownFlag || error instanceof BadCommandLine) {
      io.stderr.write(`Error: ${error.message}\n${HELP}`)
      if (error instanceof UnknownFlag) return EXIT_UNKNOWN_FLAG
      log('fatal', error.message)
      return EXIT_ERROR
    }
    if (!isRekeyError(error)) throw error
    const begins = BEGINNINGS[error.code]
    if (begins === undefined) log('fatal', error.message)
    else log('fatal', begins, { error: error.message })
    io.stderr.write(`      hint: ${error.hint}\n`)
    return EXIT_ERROR
  }
}

async function scan(flags: GitleaksArguments, io: Io, log: Log): Promise<number> {
  const kind = kindOf(flags)
  const source = sourceOf(flags)
  const config = loadConfig(flags.text('config'), source || '.', io, log)
  const redact = flags.number('redact', 0)
  const baseline = flags.text('baseline-path')
  const isKnown = baseline === '' ? undefined : readBaseline(baseline, redact > 0, io, log)
  const rules = enabledRules(config, flags.list('enable-rule'), log)
  const reporter = openReport(flags, config, io)
  const timeout = flags.number('timeout', 0)
  const signal = timeout > 0 ? AbortSignal.any([io.signal, AbortSignal.timeout(timeout * 1_000)]) : io.signal
  const detect: DetectOptions = {
    rules,
    allowlists: config.allowlists,
    maxDecodeDepth: flags.number('max-decode-depth', DEFAULT_DECODE_DEPTH),
    maxTargetMegabytes: flags.number('max-target-megabytes', 0),
    ignoreAllowComments: flags.isSet('ignore-gitleaks-allow'),
    redact,
    // A baseline that could not be read is searched like any other file.
    ownPaths: [
      flags.text('config') || join(source, '.gitleaks.toml'),
      ...(isKnown === undefined ? [] : [relative(resolve(io.cwd, source), resolve(io.cwd, baseline))]),
    ],
  }
  const started = performance.now()
  const result = await scanSource({
    kind,
    cwd: io.cwd,
    source: source || '.',
    ...(kind === 'stdin' ? { stdin: await readAll(io.stdin) } : {}),
    logOptions: flags.text('log-opts'),
    platform: platformOf(flags, kind),
    followSymlinks: flags.isSet('follow-symlinks'),
    maxArchiveDepth: flags.number('max-archive-depth', 0),
    ignoreFiles: ignoreFiles(flags.text('gitleaks-ignore-path') || '.', source, io),
    ...(isKnown === undefined ? {} : { isKnown }),
    ...(flags.isSet('verbose')
      ? {
          onFinding: (finding: GitleaksFinding) =>
            void io.stdout.write(encodeText(verboseText(finding, flags.isSet('no-color')))),
        }
      : {}),
    detect,
    signal,
  })
  for (const note of result.notes) log('info', note)
  for (const warning of result.warnings) log('warn', warning)
  summarize(result, kind, performance.now() - started, log)
  await reporter?.write(result.findings)
  if (result.failure !== undefined) return EXIT_ERROR
  return result.findings.length > 0 ? flags.number('exit-code', 1) : 0
}

type Kind = 'files' | 'stdin' | 'history' | 'staged' | 'unstaged'

function kindOf(flags: GitleaksArguments): Kind {
  const { command } = flags
  if (command === 'dir' || (command === 'detect' && flags.isSet('no-git'))) return 'files'
  if (command === 'stdin' || (command === 'detect' && flags.isSet('pipe'))) return 'stdin'
  if (flags.isSet('staged')) return 'staged'
  return command === 'protect' || flags.isSet('pre-commit') ? 'unstaged' : 'history'
}

/** '' of stdin, which has no folder of its own. */
function sourceOf(flags: GitleaksArguments): string {
  if (flags.command === 'stdin') return ''
  if (flags.command === 'detect' || flags.command === 'protect') return flags.text('source') || '.'
  if (flags.command === 'git' && flags.args.length > 1)
    throw new BadCommandLine(`accepts at most 1 arg(s), received ${flags.args.length}`)
  return (flags.args.length === 1 && flags.args[0]) || '.'
}

function platformOf(flags: GitleaksArguments, kind: Kind): Platform {
  if (kind !== 'history') return 'none'
  const given = flags.text('platform').toLowerCase() || 'unknown'
  const known = PLATFORMS.find((one) => one === given)
  if (known === undefined) throw compatError('GITLEAKS_USAGE', `error="invalid scm platform value: ${given}"`)
  return known
}

function enabledRules(config: GitleaksConfig, only: readonly string[], log: Log): DetectOptions['rules'] {
  const ids = [...new Set(config.order)]
  if (only.length === 0) return ids.flatMap((id) => config.rules.get(id) ?? [])
  log('info', `Overriding enabled rules: ${only.join(', ')}`)
  return [...new Set(only)].map((id) => {
    const rule = config.rules.get(id)
    if (rule === undefined) throw compatError('GITLEAKS_USAGE', `Requested rule ${id} not found in rules`)
    return rule
  })
}

function ignoreFiles(given: string, source: string, io: Io): string[] {
  return [given, join(given, IGNORE_FILE), join(source, IGNORE_FILE)]
    .map((path) => resolve(io.cwd, path))
    .filter(isFile)
}

/** Where the source is a file, a path below it is an error of its own kind. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Undefined when it cannot be read, which is said: gitleaks goes on without it. */
function readBaseline(
  path: string,
  redacted: boolean,
  io: Io,
  log: Log,
): ((finding: GitleaksFinding) => boolean) | undefined {
  const failed = (reason: string): undefined => {
    const advice = 'The path must point of a gitleaks report generated using the default format'
    log('error', `Could not load baseline. ${advice}: ${reason}`)
  }
  let text: string
  try {
    text = readFileSync(resolve(io.cwd, path), 'utf8')
  } catch {
    return failed(`could not open ${path}`)
  }
  try {
    return createKnown(parseKnownFindings(text), redacted)
  } catch {
    return failed(`the format of the file ${path} is not supported`)
  }
}

function summarize({ findings, bytes, commits, failure }: ScanSourceResult, kind: Kind, ms: number, log: Log): void {
  if (kind !== 'files' && kind !== 'stdin') log('info', `${commits} commits scanned.`)
  const amount = `scanned ~${bytes} bytes (${sizeText(bytes)})`
  if (failure === undefined) {
    log('info', `${amount} in ${durationText(ms)}`)
    if (findings.length > 0) log('warn', `leaks found: ${findings.length}`)
    else log('info', 'no leaks found')
    return
  }
  log('error', `failed to scan: ${failure}`)
  log('warn', amount)
  log('warn', `partial scan completed in ${durationText(ms)}`)
  log('warn', findings.length > 0 ? `${findings.length} leaks found in partial scan` : 'no leaks found in partial scan')
}

function sizeText(bytes: number): string {
  if (bytes === 0) return '0'
  const [unit, size] =
    bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : bytes >= 1e3 ? ['KB', 1e3] : ['bytes', 1]
  // In 32 bits, and halves to the even digit, as there.
  const hundredths = Math.fround(Math.fround(bytes) / size) * 100
  const isDown = hundredths - Math.floor(hundredths) === 0.5 && Math.floor(hundredths) % 2 === 0
  const rounded = isDown ? Math.floor(hundredths) : Math.round(hundredths)
  return `${(rounded / 100).toFixed(2).replace(/\.00$/, '')} ${unit}`
}

function durationText(ms: number): string {
  return ms < 1_000 ? `${Number(ms.toPrecision(3))}ms` : `${Number((ms / 1_000).toPrecision(3))}s`
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Buffer))
  return Buffer.concat(parts)
}

function print(io: Io, text: string): number {
  io.stdout.write(text)
  return 0
}

const HELP = `Scan as gitleaks ${GITLEAKS_VERSION} does.

Usage:
  rekey gitleaks git [flags] [repo]     the history; --pre-commit, --staged: what is about to be committed
  rekey gitleaks dir [flags] [path]     folders and files
  rekey gitleaks stdin [flags]
  rekey gitleaks detect|protect [flags] the old forms
  rekey gitleaks version

Flags: -c --config, -b --baseline-path, -i --gitleaks-ignore-path, -r --report-path, -f --report-format
  (json, csv, junit, sarif, template), --report-template, --exit-code, --redact[=percent], --enable-rule,
  --max-decode-depth, --max-archive-depth, --max-target-megabytes, --ignore-gitleaks-allow, --timeout,
  -v --verbose, -l --log-level, --no-banner, --no-color; git: --log-opts, --platform, --staged, --pre-commit;
  dir: --follow-symlinks. What differs from gitleaks stands in docs/gitleaks.md.
`
