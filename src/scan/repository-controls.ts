/**
 * Which locks a repository on this machine has against keys, by looking at its hooks. It runs none of them, and what
 * it cannot tell it leaves out: a hook that it does not know, hooks that are kept elsewhere, a mirror whose host
 * decides.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findRepository } from '../sources/repository.ts'

export interface RepositoryControls {
  /** A pre-commit hook that blocks keys. */
  readonly hookInstalled?: boolean
  /** Pushes that hold keys are refused. */
  readonly pushProtection?: boolean
}

/** Programs that look for keys, by the names that hooks call them. */
const SCANNER = /\b(?:rekey|gitleaks|trufflehog|detect-secrets|git-secrets|ggshield|talisman)\b/
const MAX_READ_BYTES = 256 * 1024

export function findControls(path: string): RepositoryControls {
  const repository = findRepository(path)
  const config = repository && readText(join(repository.gitDir, 'config'))
  // `core.hooksPath`, or an include that may set it: the hooks are somewhere else.
  if (!repository || config === undefined || /hookspath|\[include/i.test(config)) return {}
  const hooks = join(repository.gitDir, 'hooks')
  if (repository.workTree !== undefined) {
    const installed = blocks([join(hooks, 'pre-commit')])
    return installed === undefined ? {} : { hookInstalled: installed }
  }
  // People push to a repository without remotes; one with remotes is a copy, and its host has the last word.
  if (/^\s*\[remote\b/m.test(config)) return {}
  const protects = blocks([join(hooks, 'pre-receive'), join(hooks, 'update')])
  return protects === undefined ? {} : { pushProtection: protects }
}

/** Whether one of these hooks looks for keys; undefined when there are hooks and none says so. */
function blocks(hooks: readonly string[]): boolean | undefined {
  const texts = hooks.map(readHook)
  if (texts.every((text) => text === undefined)) return false
  return texts.some((text) => text !== undefined && SCANNER.test(text)) ? true : undefined
}

/** Undefined: git would not run it, because it is missing or not executable. */
function readHook(path: string): string | undefined {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  return (mode & 0o111) === 0 ? undefined : (readText(path) ?? '')
}

function readText(path: string): string | undefined {
  try {
    const stats = statSync(path)
    return stats.isFile() && stats.size <= MAX_READ_BYTES ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}
