/** `rekey drill`: plays one leak from push to post-mortem on real parts, and leaves a written record. */
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Sensitive } from '../base/sensitive.ts'
import { drillError } from '../drill/drill-error.ts'
import type { DrillOutcome } from '../drill/outcome.ts'
import { play } from '../drill/play.ts'
import { endScreen } from '../drill/screen.ts'
import { buildStage, type Stage } from '../drill/stage.ts'
import { STEP_ORDER } from '../rotate/rotation.ts'
import type { Command, Invocation, Io } from './command.ts'

const DEFAULT_PER_SECOND = 200
const MAX_PER_SECOND = 2_000
const MOMENTS = ['before', 'after', 'committed']

export const command: Command = {
  name: 'drill',
  about: 'Play a leak from push to post-mortem, on a real database under load.',
  usage: '[--keep] [--json] [--rate N] [--kill-at STEP]',
  maxArgs: 0,
  examples: ['rekey drill', 'rekey drill --keep', 'rekey drill --kill-at revoke:after'],
  flags: {
    keep: { type: 'boolean', about: 'Leave everything running at the end, until Ctrl-C.' },
    json: { type: 'boolean', about: 'Print one JSON document.' },
    rate: { type: 'string', about: `Requests a second in total. Default: ${DEFAULT_PER_SECOND}.`, placeholder: 'N' },
    'kill-at': {
      type: 'string',
      about:
        'Kill the server at this step (STEP, or STEP:before|after|committed; several with commas) and start it again.',
      placeholder: 'STEP',
    },
    'database-url': {
      type: 'string',
      about: 'Use this PostgreSQL as the provider: env:NAME or file:PATH of its superuser URL.',
      placeholder: 'REF',
    },
    out: { type: 'string', about: 'Folder of the record. Default: a new temporary one.', placeholder: 'DIR' },
    port: { type: 'string', about: 'Port of the server. Default: a free one.', placeholder: 'N' },
  },
  async run({ flags }, io) {
    const settings = await readSettings(flags, io)
    const say = (line: string): void => void (flags['json'] ? io.stderr : io.stdout).write(`${line}\n`)
    const folder = settings.out ?? (await mkdtemp(join(tmpdir(), 'rekey-drill-')))
    say(`Drill in ${folder}`)
    let stage: Stage | undefined
    try {
      const { signal } = io
      const program = process.argv[1] as string
      stage = await buildStage({ ...settings, folder, program, signal, say })
      const outcome = await play(stage, { perSecond: settings.perSecond, signal, say })
      await writeFile(join(folder, 'record', 'drill.json'), `${JSON.stringify(outcome, null, 2)}\n`)
      await tell(stage, outcome, flags, io)
      return outcome.ok ? 0 : 1
    } catch (error) {
      if (!io.signal.aborted) throw error
      throw drillError('DRILL_INTERRUPTED', 'the drill was interrupted', { cause: error })
    } finally {
      await stage?.close()
    }
  },
}

async function tell(stage: Stage, outcome: DrillOutcome, flags: Invocation['flags'], io: Io): Promise<void> {
  const keep = flags['keep'] === true
  const dashboard = { url: stage.server.url, setupToken: stage.server.setupToken() }
  if (flags['json']) io.stdout.write(`${JSON.stringify(outcome)}\n`)
  const screen = endScreen({ outcome, folder: stage.folder, ...(keep ? { dashboard } : {}) })
  ;(flags['json'] ? io.stderr : io.stdout).write(screen)
  if (keep) await new Promise<void>((done) => io.signal.addEventListener('abort', () => done(), { once: true }))
}

interface Settings {
  readonly perSecond: number
  readonly killAt: string | undefined
  readonly databaseUrl: Sensitive | undefined
  readonly out: string | undefined
  readonly port: number
}

async function readSettings(flags: Invocation['flags'], io: Io): Promise<Settings> {
  const text = (name: string): string | undefined => (typeof flags[name] === 'string' ? flags[name] : undefined)
  const perSecond = wholeNumber(text('rate') ?? String(DEFAULT_PER_SECOND), 'rate', MAX_PER_SECOND)
  const port = wholeNumber(text('port') ?? '0', 'port', 65_535)
  const out = text('out') === undefined ? undefined : await makeRecordFolder(resolve(io.cwd, text('out') as string))
  return {
    perSecond,
    port,
    out,
    killAt: parseKillAt(text('kill-at')),
    databaseUrl: await readReference(text('database-url'), io),
  }
}

/** A record is of one drill: a folder that holds something is refused. */
async function makeRecordFolder(path: string): Promise<string> {
  const refuse = (why: string): never => {
    throw drillError('DRILL_OPTION_INVALID', `--out ${path} ${why}`, { hint: 'Name a folder that is new or empty.' })
  }
  await mkdir(path, { recursive: true }).catch((error: NodeJS.ErrnoException) =>
    refuse(`cannot be made (${error.code})`),
  )
  if ((await readdir(path)).length) refuse('is not empty')
  return path
}

function wholeNumber(text: string, name: string, max: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > max)
    throw drillError('DRILL_OPTION_INVALID', `--${name} ${text} is not a whole number up to ${max}`)
  return value
}

function parseKillAt(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return text.split(',').map(parsePoint).join(',')
}

/** `create`, `create:before`, `postgres/create:committed`. */
function parsePoint(text: string): string {
  const [, provider = '', step = '', moment = 'after'] = /^([a-z]+\/)?([a-z-]+)(?::([a-z]+))?$/.exec(text) ?? []
  const steps = ['scan', ...STEP_ORDER] as string[]
  if (steps.includes(step) && MOMENTS.includes(moment)) return `${provider}${step}:${moment}`
  throw drillError('DRILL_OPTION_INVALID', `--kill-at ${text} names no step`, {
    hint: `Steps: ${steps.join(', ')}; moments: ${MOMENTS.join(', ')}.`,
  })
}

/** A URL with a password is never an argument: every process of the machine could read it. */
async function readReference(text: string | undefined, io: Io): Promise<Sensitive | undefined> {
  if (text === undefined) return undefined
  const refuse = (why: string): never => {
    throw drillError('DRILL_OPTION_INVALID', `--database-url ${why}`, { hint: 'Write env:NAME or file:PATH.' })
  }
  if (text.startsWith('env:')) {
    return new Sensitive(io.env[text.slice(4)]?.trim() || refuse(`names ${text}, which is not set`))
  }
  if (!text.startsWith('file:')) return refuse('holds a value instead of a reference to it')
  const path = resolve(io.cwd, text.slice('file:'.length))
  const value = await readFile(path, 'utf8').catch(({ code }: NodeJS.ErrnoException) =>
    refuse(`names ${path}, which cannot be read (${code})`),
  )
  return new Sensitive(value.trim() || refuse(`names ${path}, which is empty`))
}
