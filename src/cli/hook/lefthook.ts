/** lefthook writes git's hooks anew on each installation; what they do stands in its configuration. Found by name only. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Door } from './door-text.ts'

const EXTENSIONS = ['yml', 'yaml', 'toml', 'json', 'jsonc']
const MAIN = ['lefthook', '.lefthook', '.config/lefthook']
const LOCAL = ['lefthook-local', '.lefthook-local', '.config/lefthook-local']

/** Paths below the top of a work tree: the configuration first, then what a user adds to it. Empty without one. */
export function findLefthook(top: string): string[] {
  const present = (names: readonly string[]): string[] =>
    names.flatMap((name) => EXTENSIONS.map((end) => `${name}.${end}`)).filter((path) => existsSync(join(top, path)))
  const main = present(MAIN)
  return main.length === 0 ? [] : [...main, ...present(LOCAL)]
}

/** The job that makes a door of a hook of lefthook. A push tells its hook on stdin what it brings. */
export function lefthookJob(door: Door): string {
  const more = door === 'pre-push' ? ', use_stdin: true' : ''
  return `${door}: { jobs: [{ name: rekey, run: "rekey hook ${door} {0}"${more} }] }`
}
