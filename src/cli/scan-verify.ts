/**
 * The flags of `rekey scan --verify`, and the step that they add: asks the providers about the keys that were found.
 * Loaded only when it is asked for, since a scan opens no network connection. Nothing that lies in the searched folder
 * can send a key anywhere: addresses come from the command line alone, and `scan.verify` of rekey.yaml takes away only.
 */
import { randomInt } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sleep, systemClock } from '../base/clock.ts'
import { findNearest } from '../config/nearest.ts'
import { createHttpOut } from '../egress/http-out.ts'
import { providers } from '../providers/index.ts'
import type { ScanReport } from '../scan/finding.ts'
import { scanError } from '../scan/scan-error.ts'
import { applyVerdicts } from '../scan/verify/apply-verdicts.ts'
import { settingsError } from '../scan/user-rules/settings-error.ts'
import type { ScanSettings } from '../scan/user-rules/scan-settings.ts'
import { createDoor, isHost, verifyError, type RequestRecord } from '../scan/verify/manners.ts'
import { ownKinds, type OwnKind } from '../scan/verify/own-kinds.ts'
import { verifyLeaks } from '../scan/verify/verify-leaks.ts'
import { parseIpRanges } from '../secrets/token-use.ts'
import type { Invocation, Io } from './command.ts'
import { usageError } from './scan-usage.ts'

const REQUESTS_PER_MINUTE = 240
const REQUESTS_PER_HOST = 100
const REQUESTS = 2_000
const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 1024 * 1024

type Flags = Invocation['flags']

/** The report with the providers' answers. Throws SCAN_USAGE, SCAN_SETTINGS_INVALID, SCAN_OUTPUT_FAILED. */
export async function verifyReport(
  report: ScanReport,
  { rules, verify: limits }: ScanSettings,
  flags: Flags,
  io: Io,
): Promise<ScanReport> {
  const stop = new AbortController()
  const recorder = recorderOf(flags['verify-log'], io, stop)
  const findings = [...report.findings, ...report.suppressed.map(({ finding }) => finding)]
  const door = createDoor({
    out: createHttpOut(allowedOf(flags['verify-allow']), undefined, {
      timeoutMs: limits.timeoutMs ?? TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    }),
    clock: systemClock,
    sleep: (ms) => sleep(ms, io.signal),
    requestsPerMinute: perMinute(flags) ?? limits.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    requestsPerHost: numberOf(flags, 'verify-per-host') ?? limits.requestsPerHost ?? REQUESTS_PER_HOST,
    requests: numberOf(flags, 'verify-total') ?? limits.requests ?? REQUESTS,
    ...(limits.atOnce !== undefined && { atOnce: limits.atOnce }),
    onlyHosts: limits.hosts,
    record: recorder.record,
  })
  const only = onlyOf(flags['verify-only'])
  const asking = ownKinds(rules)
  const baseUrls = addressesOf(flags['verify-at'], asking)
  const own = allowedKinds(asking, { hosts: listOf(flags['verify-rules']), baseUrls }, io)
  const answers = await verifyLeaks(findings, {
    providers,
    door,
    clock: systemClock,
    pick: (below) => randomInt(below),
    signal: AbortSignal.any([io.signal, stop.signal]),
    only,
    off: offOf(limits.off, only),
    own,
    baseUrls,
  })
  recorder.check()
  for (const limit of door.limitsHit()) io.stderr.write(`not all keys were verified: ${limit}\n`)
  if (door.limitsHit().length > 0) io.stderr.write(`hint: ${verifyError.table.EGRESS_LIMITED.hint}\n`)
  return applyVerdicts(report, answers)
}

interface Recorder {
  record(line: RequestRecord): void
  /** Throws SCAN_OUTPUT_FAILED when a line could not be written. */
  check(): void
}

/** What cannot be recorded is not asked: the first line that fails ends the questions. */
function recorderOf(file: string | boolean | undefined, io: Io, stop: AbortController): Recorder {
  if (typeof file !== 'string') return { record: () => undefined, check: () => undefined }
  const path = resolve(io.cwd, file)
  let failure: unknown
  const write = (text: string): void => {
    try {
      appendFileSync(path, text, { mode: 0o600 })
    } catch (cause) {
      failure ??= cause
      stop.abort()
    }
  }
  const check = (): void => {
    if (failure === undefined) return
    throw scanError('SCAN_OUTPUT_FAILED', `the record of requests could not be written to ${path}`, { cause: failure })
  }
  write('')
  check()
  return { record: (line) => write(`${JSON.stringify(line)}\n`), check }
}

function listOf(value: string | boolean | undefined): string[] {
  return typeof value === 'string' ? value.split(',').filter(Boolean) : []
}

function allowedOf(value: string | boolean | undefined): readonly string[] {
  return parseIpRanges(listOf(value))
}

function onlyOf(value: string | boolean | undefined): ReadonlySet<string> | undefined {
  if (value === undefined) return undefined
  return new Set(listOf(value).map((id) => known(id, '--verify-only')))
}

/** A provider that the command line names is asked, whatever the file says. */
function offOf(off: readonly string[] | undefined, only: ReadonlySet<string> | undefined): ReadonlySet<string> {
  const unknown = off?.find((id) => !providers.some((provider) => provider.id === id))
  if (unknown !== undefined) {
    const near = findNearest(
      unknown,
      providers.map(({ id }) => id),
    )
    const hint = near === undefined ? undefined : { hint: `Did you mean ${near}?` }
    throw settingsError(
      'SCAN_SETTINGS_INVALID',
      'scan.verify.off of rekey.yaml names a provider that there is not',
      hint,
    )
  }
  return new Set(off?.filter((id) => only?.has(id) !== true))
}

/** Of the rules of rekey.yaml that would ask, those whose host or address the command line names. */
function allowedKinds(
  asking: ReadonlyMap<string, OwnKind>,
  { hosts, baseUrls }: { readonly hosts: readonly string[]; readonly baseUrls: ReadonlyMap<string, string> },
  io: Io,
): ReadonlyMap<string, OwnKind> {
  const isNamed = (host: string): boolean => hosts.some((pattern) => isHost(host, pattern))
  const kinds = [...asking].filter(([rule, kind]) => baseUrls.has(rule) || kind.hosts.every(isNamed))
  const others = [...asking.values()].flatMap((kind) => kind.hosts.filter((host) => !isNamed(host)))
  if (kinds.length < asking.size) {
    io.stderr.write(
      `rules of rekey.yaml would ask ${[...new Set(others)].join(', ')}, which the command line does not name\n`,
    )
    io.stderr.write('hint: Name the hosts that you trust with such keys: --verify-rules HOST,…\n')
  }
  return new Map(kinds)
}

function addressesOf(
  value: string | boolean | undefined,
  own: ReadonlyMap<string, OwnKind>,
): ReadonlyMap<string, string> {
  return new Map(
    listOf(value).map((pair) => {
      const [id = '', ...rest] = pair.split('=')
      const text = rest.join('=')
      const url = URL.canParse(text) ? new URL(text) : undefined
      const isFine = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search
      if (!isFine)
        throw usageError(
          'SCAN_USAGE',
          '--verify-at takes PROVIDER=URL, such as github=https://github.example.com/api/v3',
        )
      return [own.has(id) ? id : known(id, '--verify-at'), url.href.replace(/\/+$/, '')]
    }),
  )
}

function known(id: string, flag: string): string {
  if (providers.some((provider) => provider.id === id)) return id
  throw usageError('SCAN_USAGE', `${flag} knows no provider ${id}`)
}

/** A flag in requests a second, as it always was. */
function perMinute(flags: Flags): number | undefined {
  const perSecond = numberOf(flags, 'verify-rate')
  return perSecond === undefined ? undefined : perSecond * 60
}

function numberOf(flags: Flags, name: string): number | undefined {
  const value = flags[name]
  if (value === undefined) return undefined
  const number = /^\d{1,6}$/.test(String(value)) ? Number(value) : 0
  if (number < 1) throw usageError('SCAN_USAGE', `--${name} is a whole number from 1, not ${value}`)
  return number
}
