/** Finds the configuration where gitleaks looks for it, in its order, and reads it. */
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compatError } from '../../scan/compat/gitleaks/compat-error.ts'
import { loadConfigText, type GitleaksConfig } from '../../scan/compat/gitleaks/config.ts'
import { defaultConfig, isGitleaksId } from '../../scan/compat/gitleaks/default-config.ts'
import { goFileError } from '../../scan/compat/gitleaks/go-file-error.ts'
import type { Io } from '../command.ts'
import type { Log } from './log.ts'

const FILE = '.gitleaks.toml'
const MAX_CONFIG_BYTES = 16 * 1024 * 1024

/** `--config`, GITLEAKS_CONFIG, GITLEAKS_CONFIG_TOML, the target's own, ours. Throws GITLEAKS_CONFIG_…. */
export function loadConfig(flag: string, source: string, io: Io, log: Log): GitleaksConfig {
  const named = flag || io.env['GITLEAKS_CONFIG'] || ''
  if (named !== '') return parse(readText(io.cwd, named), named, io, log)
  const inline = io.env['GITLEAKS_CONFIG_TOML'] ?? ''
  if (inline !== '') return parse(inline, 'GITLEAKS_CONFIG_TOML', io, log)
  const stats = statSync(resolve(io.cwd, source), { throwIfNoEntry: false })
  if (stats === undefined)
    throw compatError('GITLEAKS_CONFIG_UNREADABLE', `stat ${source}: no such file or directory`, {
      hint: 'Give a folder, a repository or a file that exists.',
    })
  const own = join(source, FILE)
  if (!stats.isDirectory() || statSync(resolve(io.cwd, own), { throwIfNoEntry: false }) === undefined) {
    log('debug', 'no gitleaks config found, using the rules of Rekey')
    return defaultConfig()
  }
  log('debug', `using existing gitleaks config ${own}`)
  return parse(readText(io.cwd, own), own, io, log)
}

function parse(text: string, name: string, io: Io, log: Log): GitleaksConfig {
  return loadConfigText(text, name, {
    defaults: defaultConfig,
    readFile: (path) => readText(io.cwd, path, ''),
    onWarning: (message) => log('warn', message),
    isKnownId: isGitleaksId,
  })
}

function readText(cwd: string, path: string, prefix = 'unable to load gitleaks config, err: '): string {
  let call = 'open'
  try {
    const file = resolve(cwd, path)
    const stats = statSync(file)
    if (stats.size > MAX_CONFIG_BYTES) throw new Error('the file is too large')
    if (stats.isDirectory()) call = 'read'
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw compatError('GITLEAKS_CONFIG_UNREADABLE', `${prefix}${goFileError(call, path, cause)}`, { cause })
  }
}
