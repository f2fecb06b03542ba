/** Finds rekey.yaml of a scan: at the top of the repository, of HEAD where there is no work tree, else in the folder. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRekeyError } from '../../base/errors.ts'
import { readGit } from '../../sources/git.ts'
import { findRepository, type Repository } from '../../sources/repository.ts'
import type { ChunkRules } from '../collect.ts'
import type { ScanSettings } from './scan-settings.ts'

/** As in config/file.ts, which loads YAML: a scan without such a file shall not. */
const CONFIG_FILE = 'rekey.yaml'
const NO_SETTINGS: ScanSettings = { rules: [], policy: [], verify: {} }
const MAX_SETTINGS_BYTES = 4 * 1024 * 1024

/** Throws SCAN_SETTINGS_INVALID. */
export async function readScanSettings(path: string): Promise<ScanSettings> {
  const folder = statSync(path, { throwIfNoEntry: false })?.isFile() ? dirname(path) : path
  const repository = findRepository(folder)
  return repository === undefined ? readFile(folder) : readRepositorySettings(repository)
}

/** A push cannot bring the settings that judge it: without a work tree those of HEAD count. */
export async function readRepositorySettings(repository: Repository): Promise<ScanSettings> {
  if (repository.workTree !== undefined) return readFile(repository.workTree)
  try {
    const { quarantine: _, ...settled } = repository
    const blob = await readGit(settled, ['cat-file', 'blob', `HEAD:${CONFIG_FILE}`], { maxBytes: MAX_SETTINGS_BYTES })
    return await parse(blob.toString('utf8'))
  } catch (error) {
    if (isRekeyError(error, 'GIT_FAILED')) return NO_SETTINGS
    throw error
  }
}

async function readFile(folder: string): Promise<ScanSettings> {
  const path = join(folder, CONFIG_FILE)
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() && stats.size <= MAX_SETTINGS_BYTES ? parse(readFileSync(path, 'utf8')) : NO_SETTINGS
}

/** Most files have no such part: then neither YAML nor rules are loaded. */
async function parse(text: string): Promise<ScanSettings> {
  if (!/^["']?scan["']?\s*:/m.test(text)) return NO_SETTINGS
  return (await import('./scan-settings.ts')).parseScanSettings(text, CONFIG_FILE)
}

/** Undefined without rules: then nothing of this costs anything. */
export async function loadUserRules({ rules }: ScanSettings): Promise<ChunkRules | undefined> {
  return rules.length === 0 ? undefined : (await import('./user-rules.ts')).createUserRules(rules)
}
