/**
 * `scan.verify` of rekey.yaml: how much `--verify` may ask, and whom. It comes from the repository that is searched, so it
 * names no address to send a key to: `hosts` and `off` only take away from what the provider files name, and a flag of the
 * command line wins over every number.
 */
import { parseDuration } from '../../base/duration.ts'
import type { YamlReader } from './yaml-reader.ts'

export interface VerifyLimits {
  /** To one host. */
  readonly requestsPerMinute?: number
  /** To one host, open at the same time. */
  readonly atOnce?: number
  /** To one host, in one run. */
  readonly requestsPerHost?: number
  /** In one run. */
  readonly requests?: number
  /** For one answer. */
  readonly timeoutMs?: number
  /** Only these are asked: exact names, or `*.example.com`. Undefined: all that the provider files name. */
  readonly hosts?: readonly string[]
  /** Providers that are not asked, by id. */
  readonly off?: readonly string[]
}

export const LIMIT_FIELDS = [
  'requests-per-minute',
  'at-once',
  'requests-per-host',
  'requests',
  'timeout',
  'hosts',
  'off',
]
const HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
const TIMEOUT_MS = [1_000, 60_000] as const

/** Throws SCAN_SETTINGS_INVALID. */
export function readVerifyLimits(node: unknown, reader: YamlReader): VerifyLimits {
  if (node === undefined) return {}
  const fields = reader.fields(node, LIMIT_FIELDS, 'verify')
  const hosts = reader.texts(fields.get('hosts'), 'hosts')
  const wrong = hosts.find((host) => !HOST.test(host))
  if (wrong !== undefined)
    throw reader.invalid(
      fields.get('hosts'),
      'hosts are names such as api.github.com or *.slack.com, without https:// or a port',
    )
  return withoutUndefined({
    requestsPerMinute: reader.count(fields.get('requests-per-minute'), 'requests-per-minute', [1, 60_000]),
    atOnce: reader.count(fields.get('at-once'), 'at-once', [1, 16]),
    requestsPerHost: reader.count(fields.get('requests-per-host'), 'requests-per-host', [0, 1_000_000]),
    requests: reader.count(fields.get('requests'), 'requests', [0, 1_000_000]),
    timeoutMs: timeoutOf(fields.get('timeout'), reader),
    hosts: fields.has('hosts') ? hosts : undefined,
    off: fields.has('off') ? reader.texts(fields.get('off'), 'off') : undefined,
  })
}

function timeoutOf(node: unknown, reader: YamlReader): number | undefined {
  if (node === undefined) return undefined
  const [least, most] = TIMEOUT_MS
  let ms: number
  try {
    ms = parseDuration(String(reader.value(node)))
  } catch (cause) {
    throw reader.invalid(node, 'timeout is a duration such as 5s', cause)
  }
  if (ms < least || ms > most) throw reader.invalid(node, `timeout must be from ${least / 1_000}s to ${most / 1_000}s`)
  return ms
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
