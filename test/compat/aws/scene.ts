/**
 * A real server of the built program on a port of its own, with an identity whose access key signs, for clients that
 * others wrote. Python programs run in the environment of scripts/setup-python.mjs.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Policy } from '../../../src/db/tables.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const PROGRAM = join(ROOT, 'dist/main.js')

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface AwsScene {
  readonly url: string
  readonly home: string
  /** Makes an identity and an access key of it. */
  accessKey(
    name: string,
    policies: readonly Policy[],
    scope?: { project: string; environment: string },
  ): Promise<AccessKey>
  api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  /** Everything that the server wrote to its log. */
  log(): string
  close(): Promise<void>
}

export const ALL: readonly Policy[] = [{ effect: 'allow', pattern: 'shop/production/**', actions: ['admin'] }]

export async function openAwsScene(env: Readonly<Record<string, string>> = {}): Promise<AwsScene> {
  const home = mkdtempSync(join(tmpdir(), 'rekey-aws-'))
  const child = spawn(process.execPath, [PROGRAM, 'up', '--port', '0', '--json'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, REKEY_HOME: join(home, 'rekey'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const url = await new Promise<string>((found, failed) => {
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.includes('\n')) found((JSON.parse(out) as { url: string }).url)
    })
    child.once('exit', () => failed(new Error(`the server ended: ${log}`)))
  })
  const { token } = JSON.parse(readFileSync(join(home, 'rekey/local.json'), 'utf8')) as { token: string }

  async function api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text ? (JSON.parse(text) as Record<string, unknown>) : {}
  }

  return {
    url,
    home,
    api,
    log: () => log,
    async accessKey(name, policies, scope = { project: 'shop', environment: 'production' }) {
      await api('POST', '/api/identities', { name, kind: 'machine', policies })
      return (await api('POST', `/api/identities/${name}/access-keys`, scope)) as unknown as AccessKey
    },
    async close() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

let bin: string | undefined

/** The folder of python, aws and the rest; made on first use, as `npm test` does before. */
export function pythonBin(): string {
  bin ??= run(process.execPath, [join(ROOT, 'scripts/setup-python.mjs')], {}).trim()
  return bin
}

/** The variables by which every AWS client finds this server and signs. */
export function awsEnvironment(scene: Pick<AwsScene, 'url' | 'home'>, key: AccessKey): Record<string, string> {
  return {
    PATH: `${pythonBin()}:${process.env['PATH'] ?? ''}`,
    HOME: scene.home,
    AWS_ENDPOINT_URL: scene.url,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    ...(key.sessionToken && { AWS_SESSION_TOKEN: key.sessionToken }),
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

/** Runs a program to its end and returns what it printed. Throws with all of it when it fails. */
export function run(program: string, args: readonly string[], env: Record<string, string>, input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    input,
    env: Object.keys(env).length ? env : process.env,
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${error?.message ?? ''}\n${stdout}\n${stderr}`)
  return stdout
}
