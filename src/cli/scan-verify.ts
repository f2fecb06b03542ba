/**
 * The flags of `rekey scan --verify`, and the step that they add: asks the providers about the keys that were found.
 * Loaded only when it is asked for, since a scan opens no network connection. Nothing that lies in the searched folder
 * can send a key anywhere: addresses come from the command line alone.
 */
import { randomInt } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sleep, systemClock } from '../base/clock.ts'
import { createHttpOut } from '../egress/http-out.ts'
import { providers } from '../providers/index.ts'
import type { ScanReport } from '../scan/finding.ts'
import { scanError } from '../scan/scan-error.ts'
import { applyVerdicts } from '../scan/verify/apply-verdicts.ts'
import { createDoor, type RequestRecord } from '../scan/verify/manners.ts'
import { verifyLeaks } from '../scan/verify/verify-leaks.ts'
import { parseIpRanges } from '../secrets/token-use.ts'
import type { Invocation, Io } from './command.ts'
import { usageError } from './scan-usage.ts'

const REQUESTS_PER_SECOND = 4
const REQUESTS_PER_HOST = 100
const ANSWER_LIMITS = { timeoutMs: 10_000, maxBytes: 1024 * 1024 }

type Flags = Invocation['flags']

/** The report with the providers' answers. Throws SCAN_USAGE, SCAN_OUTPUT_FAILED. */
export async function verifyReport(report: ScanReport, flags: Flags, io: Io): Promise<ScanReport> {
  const stop = new AbortController()
  const recorder = recorderOf(flags['verify-log'], io, stop)
  const findings = [...report.findings, ...report.suppressed.map(({ finding }) => finding)]
  const door = createDoor({
    out: createHttpOut(allowedOf(flags['verify-allow']), undefined, ANSWER_LIMITS),
    clock: systemClock,
    sleep: (ms) => sleep(ms, io.signal),
    requestsPerSecond: numberOf(flags, 'verify-rate', REQUESTS_PER_SECOND),
    requestsPerHost: numberOf(flags, 'verify-per-host', REQUESTS_PER_HOST),
    record: recorder.record,
  })
  const answers = await verifyLeaks(findings, {
    providers,
    door,
    clock: systemClock,
    pick: (below) => randomInt(below),
    signal: AbortSignal.any([io.signal, stop.signal]),
    only: onlyOf(flags['verify-only']),
    baseUrls: addressesOf(flags['verify-at']),
  })
  recorder.check()
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

function addressesOf(value: string | boolean | undefined): ReadonlyMap<string, string> {
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
      return [known(id, '--verify-at'), url.href.replace(/\/+$/, '')]
    }),
  )
}

function known(id: string, flag: string): string {
  if (providers.some((provider) => provider.id === id)) return id
  throw usageError('SCAN_USAGE', `${flag} knows no provider ${id}`)
}

function numberOf(flags: Flags, name: string, otherwise: number): number {
  const value = flags[name]
  if (value === undefined) return otherwise
  const number = /^\d{1,6}$/.test(String(value)) ? Number(value) : 0
  if (number < 1) throw usageError('SCAN_USAGE', `--${name} is a whole number from 1, not ${value}`)
  return number
}
