/**
 * `rekey run -- CMD`: starts a command with secrets in its environment, or behind a named pipe, and nowhere else: not
 * in argv, not on disk in the clear, not in our output. The child's exit code and signals are kept.
 */
import { createHash } from 'node:crypto'
import { basename, dirname, join, resolve } from 'node:path'
import { constants } from 'node:os'
import { PassThrough } from 'node:stream'
import { debuglog } from 'node:util'
import { systemClock } from '../base/clock.ts'
import { formatDuration, parseDuration } from '../base/duration.ts'
import { isRekeyError } from '../base/errors.ts'
import type { Command, Invocation, Io } from './command.ts'
import { connect, localFilePath, serverFlag, type Connection } from './connection.ts'
import { startChild, type Child } from './run-child.ts'
import { isAway, isDenied, openFallback, type Fallback } from './run-fallback.ts'
import { openMount } from './run-mount.ts'
import { supervise } from './run-supervise.ts'
import { reportUses, type Uses } from './run-uses.ts'
import { buildEnvironment, fetchSecrets, list, runError, select, type Injected } from './run-values.ts'
import { watchSecrets } from './run-watch.ts'
import { loadConfig } from '../config/load.ts'
import { options as configOptions } from '../config/options.ts'

export const command: Command = {
  name: 'run',
  about: 'Run a command with secrets in its environment.',
  usage: '[--project NAME] [--environment NAME] [--secrets NAMES] -- CMD [args…]',
  startsCommand: true,
  examples: [
    'rekey run --project shop --environment production -- node server.js',
    'rekey run --watch --ready-url "http://127.0.0.1:300{slot}/health" -- ./start.sh',
  ],
  flags: {
    ...serverFlag,
    project: { type: 'string', about: 'Project whose secrets to inject.', placeholder: 'NAME' },
    environment: { type: 'string', about: 'Environment of that project.', placeholder: 'NAME' },
    secrets: { type: 'string', about: 'Single secrets by full name, with commas.', placeholder: 'NAMES' },
    only: { type: 'string', about: 'Inject only these, with commas.', placeholder: 'NAMES' },
    map: { type: 'string', about: 'Inject OLD under the name NEW; several with commas.', placeholder: 'NEW=OLD' },
    'preserve-env': { type: 'boolean', about: 'A variable that is already set wins over the secret.' },
    'no-mask': { type: 'boolean', about: 'Do not mask the values in the output of the command.' },
    'allow-reserved': { type: 'boolean', about: 'Allow names such as PATH or NODE_OPTIONS.' },
    'pass-token': { type: 'boolean', about: 'Leave REKEY_TOKEN in the environment of the command.' },
    consumer: { type: 'string', about: 'Its name among the consumers; default: the command.', placeholder: 'NAME' },
    watch: { type: 'boolean', about: 'Start it anew when a secret changes; the old one stops when the new is ready.' },
    'ready-url': { type: 'string', about: 'Ready when this answers; {slot} is 0 or 1 in turn.', placeholder: 'URL' },
    'ready-port': { type: 'string', about: 'Ready when this port listens; {slot} as above.', placeholder: 'PORT' },
    'ready-delay': { type: 'string', about: 'Ready after so long, or ask only then.', placeholder: 'TIME' },
    'ready-timeout': {
      type: 'string',
      about: 'Not ready by then: the old one goes on. Default 1m.',
      placeholder: 'TIME',
    },
    grace: { type: 'string', about: 'From SIGTERM to SIGKILL for the old one. Default 10s.', placeholder: 'TIME' },
    signal: { type: 'string', about: 'With --watch: send this instead of a restart.', placeholder: 'HUP' },
    debounce: { type: 'string', about: 'Wait so long for further changes. Default 2s.', placeholder: 'TIME' },
    mount: { type: 'string', about: 'Give the values to readers of a named pipe instead.', placeholder: 'FILE' },
    'mount-format': { type: 'string', about: 'Form: env (default), json or yaml.', placeholder: 'FORMAT' },
    'mount-max-reads': { type: 'string', about: 'Remove the pipe after so many readers.', placeholder: 'N' },
    fallback: { type: 'string', about: 'Where the encrypted offline copy is.', placeholder: 'FILE' },
    'fallback-max-age': { type: 'string', about: 'Too old after this. Default 14d.', placeholder: 'TIME' },
    'no-fallback': { type: 'boolean', about: 'Keep and use no offline copy.' },
    offline: { type: 'boolean', about: 'Use the offline copy and ask nobody.' },
  },

  async run(invocation: Invocation, io: Io): Promise<number> {
    const { flags, rest } = invocation
    const [file, ...args] = rest
    if (file === undefined) throw runError('RUN_USAGE', 'there is no command to run after --')
    if (invocation.args.length > 0) {
      throw runError('RUN_USAGE', `"${invocation.args[0]}" stands before --; the command stands behind it`)
    }
    // Node itself would print the whole environment of the command.
    if (debuglog('child_process').enabled) throw runError('RUN_DEBUG_UNSAFE', 'NODE_DEBUG would print the values')
    const settings = readSettings(flags)
    // Ctrl-C is for the command; what we do for it goes on until it ends.
    const own: Io = { ...io, signal: new AbortController().signal, stderr: new PassThrough().resume() }
    const source = await openSource(flags, io)
    const first = select(await source.fetch(), flags)
    const mount =
      settings.mount && (await openMount({ ...settings.mount, path: resolve(io.cwd, settings.mount.path) }, first))
    const over = new AbortController()
    let inUse = first

    const start = (secrets: readonly Injected[], slot: number): Child => {
      mount?.update(secrets)
      const env = buildEnvironment(mount ? [] : secrets, io.env, flags)
      if (settings.isWatching) env['REKEY_RUN_SLOT'] = String(slot)
      // The values of before may still be in a log that both children write.
      const masked = flags['no-mask'] === true ? [] : [...secrets, ...inUse].map(({ value }) => value)
      return startChild({ file, args, io, env, masked })
    }
    const report = (generation: number): Uses => {
      const consumer = String(flags['consumer'] ?? basename(file)).slice(0, 120)
      const who = { consumer, process: `${process.pid}.${generation}` }
      return source.isOffline ? SILENT : reportUses(() => connect(own, flags), who)
    }
    try {
      return await supervise({
        secrets: first,
        start,
        report,
        async refetch() {
          const next = select(await source.fetchFromServer(own), flags)
          return versionsOf(next) === versionsOf(inUse) ? undefined : next
        },
        watch(onChange) {
          if (!settings.isWatching || source.isOffline) return
          watchSecrets({
            connect: () => connect(own, flags),
            held: () => new Map(source.fetched().map(({ name, version }) => [name, version])),
            isWholeEnvironment: flags['secrets'] === undefined,
            debounceMs: settings.debounceMs,
            onChange,
            onProblem(error) {
              if (isDenied(error)) onChange()
            },
            signal: over.signal,
            random: Math.random,
          })
        },
        onTaken(secrets) {
          inUse = [...secrets]
          mount?.update(inUse)
        },
        ...(settings.signal && { signal: settings.signal }),
        readiness: settings.readiness,
        graceMs: settings.graceMs,
        clock: systemClock,
        warn: (text, error) => warn(io, isRekeyError(error) ? `${text}: ${error.message}` : text),
      })
    } finally {
      over.abort()
      await mount?.close()
    }
  },
}

const SILENT: Uses = { hold: () => undefined, end: async () => undefined }

function warn(io: Io, text: string): void {
  io.stderr.write(`rekey: ${text}\n`)
}

function versionsOf(secrets: readonly Injected[]): string {
  return secrets
    .map(({ name, key, version }) => `${key}=${name}@${version}`)
    .toSorted()
    .join('\n')
}

function readSettings(flags: Invocation['flags']) {
  const text = (flag: string): string | undefined => (typeof flags[flag] === 'string' ? flags[flag] : undefined)
  const time = (flag: string, usual: string): number => parseDuration(text(flag) ?? usual)
  const [isWatching, mount, reads, signal] = [
    flags['watch'] === true,
    text('mount'),
    text('mount-max-reads'),
    text('signal'),
  ]
  const [url, port] = [text('ready-url'), text('ready-port')]
  if (url !== undefined && !URL.canParse(url.replaceAll('{slot}', '0')))
    throw runError('RUN_USAGE', '--ready-url is no address')
  if (port !== undefined && !/^(?:\d|\{slot\}){1,5}$/.test(port)) throw runError('RUN_USAGE', '--ready-port is no port')
  if (reads !== undefined && !/^[1-9]\d{0,8}$/.test(reads))
    throw runError('RUN_USAGE', '--mount-max-reads is no number')
  const forWatch = ['ready-url', 'ready-port', 'ready-delay', 'ready-timeout', 'signal', 'debounce', 'grace']
  const lonely = isWatching ? undefined : forWatch.find((flag) => flags[flag] !== undefined)
  if (lonely) throw runError('RUN_USAGE', `--${lonely} means nothing without --watch`)
  if (!mount && (reads ?? text('mount-format'))) throw runError('RUN_USAGE', 'there is no --mount')
  if (flags['offline'] === true && flags['no-fallback'] === true)
    throw runError('RUN_USAGE', '--offline needs the offline copy')
  return {
    isWatching,
    readiness: {
      ...(url !== undefined && { url }),
      ...(port !== undefined && { port }),
      delayMs: time('ready-delay', (url ?? port) ? '0s' : '1s'),
      timeoutMs: time('ready-timeout', '1m'),
    },
    graceMs: time('grace', '10s'),
    debounceMs: time('debounce', '2s'),
    signal: signal === undefined ? undefined : parseSignal(signal),
    mount: mount
      ? {
          path: mount,
          format: text('mount-format') ?? 'env',
          maxReads: reads === undefined ? undefined : Number(reads),
        }
      : undefined,
  }
}

function parseSignal(text: string): NodeJS.Signals {
  const name = text.toUpperCase().startsWith('SIG') ? text.toUpperCase() : `SIG${text.toUpperCase()}`
  if (Object.hasOwn(constants.signals, name)) return name as NodeJS.Signals
  throw runError('RUN_USAGE', `"${text}" is no signal`)
}

interface Source {
  /** From the server, or from the offline copy while the server is away. */
  fetch(): Promise<Injected[]>
  fetchFromServer(io: Io): Promise<Injected[]>
  /** What came last, before --only. */
  fetched(): readonly Injected[]
  readonly isOffline: boolean
}

async function openSource(flags: Invocation['flags'], io: Io): Promise<Source> {
  const isOffline = flags['offline'] === true
  const server = await connect(io, flags)
  const fallback = flags['no-fallback'] === true ? undefined : await fallbackFor(server, flags, io)
  let fetched: readonly Injected[] = []
  const take = (secrets: Injected[]): Injected[] => {
    fetched = secrets
    return secrets
  }
  const keep = async (secrets: readonly Injected[]): Promise<void> => {
    await fallback?.write(secrets).catch(() => {
      if (flags['fallback'] !== undefined) warn(io, 'the offline copy cannot be written')
    })
  }
  const fetchFromServer = async (its: Io): Promise<Injected[]> => {
    try {
      const secrets = await fetchSecrets(await connect(its, flags), flags, its)
      await keep(secrets)
      return take(secrets)
    } catch (error) {
      // What the server does not give any more must not be had from a file.
      if (isDenied(error)) await fallback?.drop()
      throw error
    }
  }
  const fetchFromFile = async (file: Fallback): Promise<Injected[]> => {
    const { secrets, savedAt } = await file.read()
    const age = formatDuration(Math.max(0, systemClock.now().getTime() - savedAt.getTime()))
    warn(io, `${isOffline ? 'offline' : 'the server gives no answer'}: using the values of ${age} ago`)
    return take(secrets)
  }
  return {
    isOffline,
    fetched: () => fetched,
    fetchFromServer,
    async fetch() {
      if (isOffline && fallback) return fetchFromFile(fallback)
      try {
        return await fetchFromServer(io)
      } catch (error) {
        if (!fallback || !isAway(error)) throw error
        return fetchFromFile(fallback).catch((cause: unknown) => {
          // Without a copy the real problem is the server.
          throw isRekeyError(cause, 'FALLBACK_MISSING') ? error : cause
        })
      }
    },
  }
}

/** One file for each server and selection. */
async function fallbackFor(server: Connection, flags: Invocation['flags'], io: Io): Promise<Fallback> {
  const { values } = await loadConfig(configOptions, { flags, env: io.env, cwd: io.cwd })
  const names = list(flags['secrets']).toSorted()
  const scope = names.length > 0 ? names : [values.project ?? '', values.environment ?? '']
  const about = JSON.stringify([server.url, ...scope])
  const given = typeof flags['fallback'] === 'string' ? resolve(io.cwd, flags['fallback']) : undefined
  const usual = join(
    dirname(localFilePath(io.env)),
    'offline',
    `${createHash('sha256').update(about).digest('hex').slice(0, 32)}.json`,
  )
  const age = flags['fallback-max-age']
  return openFallback({
    path: given ?? usual,
    token: server.token,
    about,
    maxAgeMs: parseDuration(typeof age === 'string' ? age : '14d'),
    now: () => systemClock.now(),
  })
}
