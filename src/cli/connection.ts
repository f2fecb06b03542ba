/**
 * How commands find the server and talk to it. Address: --server, REKEY_URL, then `local.json` in
 * REKEY_HOME (written by `rekey up`). Token: REKEY_TOKEN (the token, or `file:PATH`), then `local.json`.
 * The token of `local.json` is sent to the address in the same file and to no other.
 */
import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { RekeyError, defineErrors, describeError, isRekeyError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Invocation, Io } from './command.ts'

export const connectionError = defineErrors({
  SERVER_UNKNOWN: { status: 400, exit: 2, hint: 'Start one with: rekey up. Or name it: --server URL or REKEY_URL.' },
  SERVER_URL_INVALID: { status: 400, exit: 2, hint: 'Write an address such as https://rekey.example.com.' },
  SERVER_UNREACHABLE: {
    status: 503,
    exit: 2,
    hint: 'Check the address and the network, or start it with: rekey up',
    retryable: true,
  },
  SERVER_ANSWER_INVALID: { status: 502, exit: 2, hint: 'Is this the address of a Rekey server?' },
  SERVER_PATH_INVALID: { status: 400, exit: 2, hint: 'Give the name or the id as a list prints it.' },
  TOKEN_MISSING: { status: 401, exit: 2, hint: 'Set REKEY_TOKEN to a machine token, or to file:PATH.' },
  TOKEN_UNREADABLE: { status: 401, exit: 2, hint: 'Check the path and its permissions.' },
  LOCAL_FILE_INVALID: { status: 400, exit: 2, hint: 'Remove the file and run: rekey up' },
})

export interface Connection {
  readonly url: string
  readonly token: Sensitive
  /** The parsed JSON of a 2xx answer (undefined when it has no body). Throws RekeyError with the server's code and hint. */
  request(method: string, path: string, body?: unknown): Promise<unknown>
  /** The text of a 2xx answer to a GET. Throws like `request`. */
  download(path: string): Promise<string>
  /** The bytes of the answer to a POST, as they come, however long they take. Throws like `request`. */
  bytes(path: string): Promise<AsyncIterable<Uint8Array>>
  /** The pieces of an answer that stays open, as they come. Throws like `request`. */
  stream(path: string, signal: AbortSignal): Promise<AsyncIterable<string>>
}

interface LocalFile {
  readonly path: string
  readonly url: string
  readonly token: string
}

const REQUEST_TIMEOUT_MS = 30_000
const TOKEN_HINT = 'Make one with: rekey identity token NAME'

/** The flag that each command with a server accepts. */
export const serverFlag = {
  server: { type: 'string', about: 'Address of the Rekey server.', placeholder: 'URL' },
} as const

export async function connect(io: Io, flags: Invocation['flags']): Promise<Connection> {
  const local = await readLocalFile(io)
  const flag = typeof flags['server'] === 'string' ? flags['server'] : undefined
  const url = normaliseUrl(flag || io.env['REKEY_URL'] || local?.url)
  const { text, from } = await findToken(io, url, local)
  const token = new Sensitive(text)
  const door: Door = { url, token, from, io }
  return {
    url,
    token,
    request: async (method, path, body) => parseAnswer(await exchange(door, method, path, body), url),
    download: (path) => exchange(door, 'GET', path),
    bytes: (path) => openBody(door, { method: 'POST', path, signal: io.signal }),
    stream: (path, signal) => openStream(door, path, signal),
  }
}

/** One POST with proofs in its body instead of a token. They are opened here, on their way out. */
export async function requestWithoutToken(
  io: Io,
  flags: Invocation['flags'],
  ask: { readonly path: string; readonly body: Readonly<Record<string, string | Sensitive>> },
): Promise<unknown> {
  const flag = typeof flags['server'] === 'string' ? flags['server'] : undefined
  const url = normaliseUrl(flag || io.env['REKEY_URL'] || (await readLocalFile(io))?.url)
  const body = Object.fromEntries(
    Object.entries(ask.body).map(([key, value]) => [key, value instanceof Sensitive ? value.reveal() : value]),
  )
  return parseAnswer(await exchange({ url, token: undefined, from: 'the proof', io }, 'POST', ask.path, body), url)
}

/** Where `rekey up` leaves address and token for the commands of the same user. */
export function localFilePath(env: Io['env']): string {
  return join(env['REKEY_HOME'] || join(env['HOME'] || homedir(), '.rekey'), 'local.json')
}

async function readLocalFile(io: Io): Promise<LocalFile | undefined> {
  const path = localFilePath(io.env)
  let text: string
  try {
    const { mode } = await stat(path)
    if (mode & 0o077) io.stderr.write(`warning: ${path} can be read by others; run: chmod 600 ${path}\n`)
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw connectionError('LOCAL_FILE_INVALID', `${path}: ${describeError(error)}`)
  }
  const file = parseJson(text) as Partial<LocalFile> | undefined
  if (typeof file?.url !== 'string' || typeof file.token !== 'string') {
    throw connectionError('LOCAL_FILE_INVALID', `${path} does not hold {"url", "token"}`)
  }
  return { path, url: normaliseUrl(file.url), token: file.token }
}

function normaliseUrl(text: string | undefined): string {
  if (!text) throw connectionError('SERVER_UNKNOWN', 'no Rekey server is known here')
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw connectionError('SERVER_URL_INVALID', 'the server is not an http or https address')
  }
  if (url.username || url.password) throw connectionError('SERVER_URL_INVALID', 'the address holds a password')
  return url.href.replace(/\/+$/, '')
}

interface Door {
  readonly url: string
  readonly token: Sensitive | undefined
  /** Where the token came from, for people. */
  readonly from: string
  readonly io: Io
}

async function findToken(io: Io, url: string, local: LocalFile | undefined): Promise<{ text: string; from: string }> {
  const given = io.env['REKEY_TOKEN']
  if (given?.startsWith('file:')) {
    const path = resolve(io.cwd, given.slice('file:'.length))
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw connectionError('TOKEN_UNREADABLE', `${path}: ${error.code ?? 'cannot be read'}`)
    })
    return { text: text.trim(), from: path }
  }
  if (given) return { text: given.trim(), from: 'REKEY_TOKEN' }
  if (local?.url === url) return { text: local.token, from: local.path }
  throw connectionError('TOKEN_MISSING', local ? `${local.path} holds no token for ${url}` : `no token for ${url}`)
}

/** The text of a 2xx answer. */
async function exchange(door: Door, method: string, path: string, body?: unknown): Promise<string> {
  const { url, token, io } = door
  let response: Response
  let text: string
  try {
    response = await fetch(addressOf(url, path), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token.reveal()}` }),
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A redirect would carry the token to another server.
      redirect: 'manual',
      signal: AbortSignal.any([io.signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    })
    text = await response.text()
  } catch (error) {
    if (isRekeyError(error)) throw error
    throw connectionError('SERVER_UNREACHABLE', `no answer from ${url} (${reasonOf(error)})`)
  }
  if (!response.ok) throw answeredError(response.status, parseJson(text), door)
  return text
}

async function openStream(door: Door, path: string, signal: AbortSignal) {
  const opening = new AbortController()
  const timer = setTimeout(() => opening.abort(), REQUEST_TIMEOUT_MS)
  try {
    const either = AbortSignal.any([signal, opening.signal])
    const body = await openBody(door, { path, signal: either, accept: 'text/event-stream' })
    return body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>
  } finally {
    clearTimeout(timer)
  }
}

async function openBody(
  door: Door,
  ask: { readonly path: string; readonly signal: AbortSignal; readonly method?: string; readonly accept?: string },
) {
  const { url, token } = door
  const { method = 'GET', accept = '*/*' } = ask
  let response: Response
  try {
    response = await fetch(addressOf(url, ask.path), {
      method,
      headers: { ...(token && { authorization: `Bearer ${token.reveal()}` }), accept },
      redirect: 'manual',
      signal: ask.signal,
    })
  } catch (error) {
    if (isRekeyError(error)) throw error
    throw connectionError('SERVER_UNREACHABLE', `no answer from ${url} (${reasonOf(error)})`)
  }
  if (!response.ok || !response.body) throw answeredError(response.status, parseJson(await response.text()), door)
  return response.body
}

/** A URL parser resolves dots and drops what it dislikes: then the request would be about something else. */
function addressOf(url: string, path: string): string {
  const address = new URL(url + path)
  if (address.href !== url + path)
    throw connectionError('SERVER_PATH_INVALID', `${path.split('?')[0]} is not a path that means itself`)
  return address.href
}

function parseAnswer(text: string, url: string): unknown {
  if (text === '') return undefined
  const answer = parseJson(text)
  if (answer === undefined) throw connectionError('SERVER_ANSWER_INVALID', `${url} did not answer with JSON`)
  return answer
}

function answeredError(status: number, body: unknown, { url, from, token }: Door): RekeyError {
  const error = (body as { error?: Record<string, unknown> } | undefined)?.error
  if (typeof error?.['code'] !== 'string' || typeof error['message'] !== 'string') {
    const told = `${url} answered ${status} without an explanation`
    // What stands in front of a server that is down answers so.
    if (status >= 500) return connectionError('SERVER_UNREACHABLE', told)
    return new RekeyError('SERVER_ANSWER_INVALID', { ...connectionError.table.SERVER_ANSWER_INVALID, status }, told)
  }
  const told = typeof error['hint'] === 'string' ? error['hint'] : ''
  // The server cannot know where we have the token from.
  const hint = status === 401 && token ? `The token of ${from} is not valid there. ${TOKEN_HINT}` : told
  // 3 = refused: the server understood and said no.
  const exit = status === 403 || status === 409 ? 3 : 2
  return new RekeyError(error['code'], { status, exit, hint, retryable: status >= 500 }, error['message'])
}

/** Undefined when it is no JSON. The parser's own error is dropped: it quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: string }; name?: string }
  return cause?.code ?? (name === 'TimeoutError' ? `none within ${REQUEST_TIMEOUT_MS / 1_000} s` : describeError(error))
}
