/**
 * The value of every option: flag, else environment, else rekey.yaml, else default; each keeps its
 * origin for `rekey config`. A secret stands in flags and files only as a reference (`env:`, `file:`):
 * arguments are visible to every process of the machine and files end up in repositories.
 */
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describeError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import { configError } from './config-error.ts'
import { CONFIG_FILE, parseConfigFile, readConfigFile } from './file.ts'
import { findNearest } from './nearest.ts'
import { parseValue, type Option, type Values } from './option.ts'

export interface Origin {
  readonly from: 'flag' | 'env' | 'file' | 'default'
  /** For people: `--port`, `REKEY_SERVER_PORT`, `/srv/rekey.yaml:3`, `default`. */
  readonly place: string
}

export interface Config<T extends readonly Option[]> {
  readonly values: Values<T>
  readonly origins: { readonly [O in T[number] as O['name']]: Origin }
}

export interface Sources {
  /** By flag name without dashes, as the command line parser gives them. Other flags are not looked at. */
  readonly flags?: Readonly<Record<string, string | boolean | undefined>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Path given by --config: must exist. Default: rekey.yaml in `cwd`, if there is one. */
  readonly file?: string
}

/** A value as found, before it is understood. `base` is the folder that relative paths start from. */
interface Found {
  readonly written: string | number | boolean
  readonly origin: Origin
  readonly base: string
}

/** Throws CONFIG_…, naming the place. Reads the file, and the files that secret references name. */
export async function loadConfig<const T extends readonly Option[]>(options: T, sources: Sources): Promise<Config<T>> {
  const file = await fileSource(options, sources)
  const values: Record<string, unknown> = {}
  const origins: Record<string, Origin> = {}
  for (const entry of options) {
    const found =
      flagSource(entry, sources) ?? envSource(entry, sources) ?? file(entry) ?? defaultSource(entry, sources)
    values[entry.name] = found && (await understand(entry, found, sources))
    origins[entry.name] = found?.origin ?? { from: 'default', place: 'not set' }
  }
  return Object.freeze({ values, origins }) as unknown as Config<T>
}

function flagSource(entry: Option, { flags = {}, cwd }: Sources): Found | undefined {
  const written = flags[entry.flag]
  return written === undefined ? undefined : { written, origin: { from: 'flag', place: `--${entry.flag}` }, base: cwd }
}

/** An empty variable counts as not set: `DATABASE_URL= rekey up` means "none". */
function envSource(entry: Option, { env, cwd }: Sources): Found | undefined {
  const written = env[entry.env]
  return written ? { written, origin: { from: 'env', place: entry.env }, base: cwd } : undefined
}

function defaultSource(entry: Option, { cwd }: Sources): Found | undefined {
  if (entry.default === undefined) return undefined
  return { written: entry.default, origin: { from: 'default', place: 'default' }, base: cwd }
}

async function fileSource(options: readonly Option[], sources: Sources): Promise<(entry: Option) => Found | undefined> {
  const path = resolve(sources.cwd, sources.file ?? CONFIG_FILE)
  const text = await readConfigFile(path, sources.file !== undefined)
  if (text === undefined) return () => undefined
  const entries = parseConfigFile(text, path)
  const names = new Set(options.map((entry) => entry.name))
  for (const [name, { line }] of entries) {
    if (names.has(name)) continue
    const nearest = findNearest(name, names)
    const hint = nearest ? { hint: `Did you mean ${nearest}?` } : undefined
    throw configError('CONFIG_KEY_UNKNOWN', `${path}:${line}: there is no option ${name}`, hint)
  }
  return (entry) => {
    const found = entries.get(entry.name)
    return (
      found && { written: found.value, origin: { from: 'file', place: `${path}:${found.line}` }, base: dirname(path) }
    )
  }
}

async function understand(entry: Option, found: Found, sources: Sources): Promise<unknown> {
  let value: string | number | boolean
  try {
    value = parseValue(entry, found.written)
  } catch (error) {
    const shown = entry.type === 'secret' ? 'the reference' : `"${String(found.written)}"`
    throw configError('CONFIG_VALUE_INVALID', `${entry.name} (${found.origin.place}): ${shown} ${describeError(error)}`)
  }
  if (entry.type === 'path') return resolvePath(String(value), found.base, sources.env)
  if (entry.type === 'secret') return resolveSecret(entry, String(value), found, sources)
  return value
}

/** `~` and `$REKEY_HOME` (default `~/.rekey`) stand for folders; the rest is relative to `base`. */
function resolvePath(text: string, base: string, env: Sources['env']): string {
  const home = env.HOME ?? homedir()
  const rekeyHome = env.REKEY_HOME ? resolve(base, env.REKEY_HOME) : join(home, '.rekey')
  return resolve(
    base,
    text.replace(/^\$REKEY_HOME(?=$|[\\/])/, () => rekeyHome).replace(/^~(?=$|[\\/])/, () => home),
  )
}

async function resolveSecret(entry: Option, text: string, found: Found, { env }: Sources): Promise<Sensitive> {
  const place = `${entry.name} (${found.origin.place})`
  if (text.startsWith('env:')) {
    const name = text.slice('env:'.length)
    const value = env[name]
    if (!value) throw configError('CONFIG_SECRET_MISSING', `${place}: the environment variable ${name} is not set`)
    return new Sensitive(value)
  }
  if (text.startsWith('file:')) {
    const path = resolvePath(text.slice('file:'.length), found.base, env)
    const value = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw configError('CONFIG_SECRET_MISSING', `${place}: the file ${path} cannot be read`, { cause })
    })
    // Editors end a file with a line break that is no part of the secret.
    const trimmed = value.replace(/\r?\n$/, '')
    if (trimmed === '') throw configError('CONFIG_SECRET_MISSING', `${place}: the file ${path} is empty`)
    return new Sensitive(trimmed)
  }
  // The environment is where a value may stand by itself: DATABASE_URL is set so by every platform.
  if (found.origin.from === 'env') return new Sensitive(text)
  throw configError('CONFIG_SECRET_IN_CLEAR', `${place} holds a value instead of a reference to it`)
}
