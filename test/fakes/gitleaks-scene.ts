/** A folder with a configuration of gitleaks in it, and `rekey gitleaks` run there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach } from 'vitest'
import { runGitleaks } from '../../src/cli/gitleaks/run.ts'

export const CONFIG = `title = "test"\n[[rules]]\nid = "acme"\ndescription = "Acme <token>"\nregex = '''acme_([a-z0-9]{8})'''\nkeywords = ["ACME_"]\ntags = ["a", "b"]\n`
export const KEY = `acme_k3x9q2z7`
export const SECRET = KEY.slice(5)

interface GitleaksScene {
  readonly cwd: string
  put(name: string, content: string | Buffer): void
  run(
    args: readonly string[],
    more?: { stdin?: string; env?: Record<string, string>; below?: string },
  ): Promise<{ exit: number; out: string; err: string }>
  remove(): void
}

/** A new one for each test of a file. */
export function useGitleaksScene(): Omit<GitleaksScene, 'remove'> {
  let scene: GitleaksScene
  beforeEach(() => void (scene = gitleaksScene()))
  afterEach(() => scene.remove())
  return {
    get cwd() {
      return scene.cwd
    },
    put: (name, content) => scene.put(name, content),
    run: (args, more) => scene.run(args, more),
  }
}

function gitleaksScene(): GitleaksScene {
  const cwd = mkdtempSync(join(tmpdir(), 'rekey-gitleaks-run-'))
  const put = (name: string, content: string | Buffer): void => {
    mkdirSync(join(cwd, name, '..'), { recursive: true })
    writeFileSync(join(cwd, name), content)
  }
  put('.gitleaks.toml', CONFIG)
  return {
    cwd,
    put,
    async run(args, more = {}) {
      const text = { out: '', err: '' }
      const sink = (key: 'out' | 'err'): Writable =>
        new Writable({ write: (part, _, done) => ((text[key] += String(part)), done()) })
      const io = {
        stdout: sink('out'),
        stderr: sink('err'),
        stdin: Readable.from([Buffer.from(more.stdin ?? '')]),
        env: more.env ?? {},
        cwd: join(cwd, more.below ?? ''),
        signal: new AbortController().signal,
      }
      const exit = await runGitleaks(args, io)
      return { exit, ...text }
    },
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  }
}

/** A report in JSON. */
export const findingsOf = (text: string): Record<string, unknown>[] => JSON.parse(text) as Record<string, unknown>[]
