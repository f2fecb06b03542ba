/**
 * Says when the secrets of a running command have changed: by the server's stream of changes, and by asking for the
 * list of versions from time to time. Reads no value. A server that is away is waited for; nothing is stopped.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from './connection.ts'

export interface WatchOptions {
  readonly connect: () => Promise<Connection>
  /** Full name → version in hand. */
  readonly held: () => ReadonlyMap<string, number>
  /** Whole environments are watched for names that come and go, too. */
  readonly isWholeEnvironment: boolean
  readonly debounceMs: number
  readonly onChange: () => void
  /** The server does not let us listen. */
  readonly onProblem: (error: unknown) => void
  readonly signal: AbortSignal
  readonly random: () => number
}

const RETRY_MS = { first: 500, last: 30_000 }
const LIST_MS = 60_000
/** The server pings every 15 s. */
const SILENCE_MS = 40_000
/** So many names fit on one stream; the list covers the others. */
const MAX_NAMES = 100

export function watchSecrets(options: WatchOptions): void {
  const { signal, random, debounceMs } = options
  const wait = (ms: number): Promise<unknown> => pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
  let settling: NodeJS.Timeout | undefined

  // Several changes in one moment make one restart, and many machines do not restart in the same one.
  const poke = (): void => {
    clearTimeout(settling)
    settling = setTimeout(options.onChange, debounceMs * (1 + random() / 2))
    settling.unref()
  }
  signal.addEventListener('abort', () => clearTimeout(settling), { once: true })

  const listen = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await readStream(options, poke, () => (failures = 0))
      } catch (error) {
        if (failures === 0 && !signal.aborted) options.onProblem(error)
      }
      await wait(Math.min(RETRY_MS.last, RETRY_MS.first * 2 ** Math.min(failures, 10)) * (0.5 + random() / 2))
    }
  }
  const list = async (): Promise<void> => {
    while (!signal.aborted) {
      await wait(LIST_MS * (0.75 + random() / 2))
      // A server that is away says nothing new.
      if (!signal.aborted && (await hasChanged(options).catch(() => false))) poke()
    }
  }
  void listen()
  void list()
}

async function readStream({ connect, held, signal }: WatchOptions, poke: () => void, alive: () => void): Promise<void> {
  const silence = new AbortController()
  let watchdog: NodeJS.Timeout | undefined
  const touch = (): void => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => silence.abort(), SILENCE_MS)
    watchdog.unref()
  }
  touch()
  try {
    const names = [...held().keys()].slice(0, MAX_NAMES).join(',')
    const server = await connect()
    const both = AbortSignal.any([signal, silence.signal])
    let text = ''
    for await (const part of await server.stream(`/api/changes?names=${encodeURIComponent(names)}`, both)) {
      touch()
      alive()
      text += part
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      if (lines.some((line) => tellsNews(line, held()))) poke()
    }
  } finally {
    clearTimeout(watchdog)
  }
}

function tellsNews(line: string, held: ReadonlyMap<string, number>): boolean {
  if (!line.startsWith('data: {"name"')) return false
  try {
    const { name, version } = JSON.parse(line.slice('data: '.length)) as { name: string; version: number }
    return held.has(name) && held.get(name) !== version
  } catch {
    return false
  }
}

async function hasChanged({ connect, held, isWholeEnvironment }: WatchOptions): Promise<boolean> {
  const server = await connect()
  const scopes = new Set([...held().keys()].map((name) => name.split('/').slice(0, 2).join('/')))
  for (const scope of scopes) {
    const [project = '', environment = ''] = scope.split('/').map(encodeURIComponent)
    const path = `/api/secrets?project=${project}&environment=${environment}`
    const { secrets } = (await server.request('GET', path)) as { secrets: { name: string; version: number | null }[] }
    const now = new Map(secrets.flatMap(({ name, version }) => (version === null ? [] : [[name, version] as const])))
    for (const [name, version] of now) {
      const mine = held().get(name)
      if (mine === undefined ? isWholeEnvironment : mine !== version) return true
    }
    for (const name of held().keys()) if (name.startsWith(`${scope}/`) && !now.has(name)) return true
  }
  return false
}
