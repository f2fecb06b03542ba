/**
 * Asks the server. Every failure becomes an ApiFailure with a message and a hint that can be shown as they
 * are; it never retries by itself and never keeps what it was sent.
 */
import type { ErrorBody } from './api.gen.ts'

export class ApiFailure extends Error {
  /** HTTP status, or 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly hint: string

  constructor(status: number, error: ErrorBody['error']) {
    super(error.message)
    this.status = status
    this.code = error.code
    this.hint = error.hint
  }
}

const NO_ANSWER = {
  code: 'NO_ANSWER',
  message: 'The server did not answer.',
  hint: 'Check that `rekey up` is running and that this machine can reach it.',
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch(() => undefined)
  if (!response) throw new ApiFailure(0, NO_ANSWER)
  if (response.ok) return response
  const body = (await response.json().catch(() => undefined)) as Partial<ErrorBody> | undefined
  throw new ApiFailure(response.status, {
    code: body?.error?.code ?? 'UNREADABLE_ANSWER',
    message: body?.error?.message ?? `The server answered ${response.status}.`,
    hint: body?.error?.hint ?? 'Look at the log of the server.',
  })
}

export async function getJson<T>(path: string): Promise<T> {
  return (await (await send(path, { headers: { accept: 'application/json' } })).json()) as T
}

export async function getText(path: string): Promise<string> {
  return await (await send(path, {})).text()
}

export async function post(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  await send(path, init)
}
