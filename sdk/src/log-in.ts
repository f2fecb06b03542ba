/**
 * How a machine gets its token: with an id and a secret, or with a token that its platform signed. A login is
 * repeated before its token ends, and at once when the server no longer takes it, so a process outlives every
 * token: a token's maximum life, a restored server and a clock that jumped all end in one more login.
 */
import { RekeySdkError } from './sdk-error.ts'

type Text = string | (() => string | Promise<string>)

/** A function is asked at each login: the file behind it may have changed. */
export type Login =
  | { readonly id: string; readonly secret: Text }
  | {
      /** Name of the sign-in method on the server. */
      readonly method: string
      readonly jwt: Text
      /** Name of the machine, where several fit the token. */
      readonly role?: string
    }

/** What a login is exchanged for. `lifeMs` from now on. */
export interface LoginAnswer {
  readonly token: string
  readonly lifeMs: number
}

export interface TokenKeeper {
  /** The token to send; logs in when there is none or its life is nearly over. */
  current(): Promise<string>
  /** After the server refused this token: another one, or undefined when there is no other. */
  renew(refused: string): Promise<string | undefined>
}

/** The fixed token, or what the function says; the function is asked again only after a refusal. */
export function keepGivenToken(source: Text): TokenKeeper {
  let known: Promise<string> | undefined
  const ask = (): Promise<string> => {
    const asked = readText(source, 'the token could not be read')
    known = asked
    // A failure is not kept.
    asked.catch(() => (known = known === asked ? undefined : known))
    return asked
  }
  return {
    current: () => known ?? ask(),
    async renew(refused) {
      if (typeof source === 'string') return undefined
      const held = await known?.catch(() => undefined)
      const next = held !== undefined && held !== refused ? held : await ask()
      return next === refused ? undefined : next
    },
  }
}

/** At four fifths of its life a token is replaced; the rest is for a server that is away at that moment. */
const RENEW_AT = 0.8

export function keepLoggedIn(exchange: () => Promise<LoginAnswer>): TokenKeeper {
  let held: { token: string; renewAt: number; endsAt: number } | undefined
  let running: Promise<string> | undefined

  const logIn = (): Promise<string> =>
    (running ??= exchange()
      .then(({ token, lifeMs }) => {
        // The process's own clock: it does not jump when somebody sets the time of day.
        const at = performance.now()
        held = { token, renewAt: at + lifeMs * RENEW_AT, endsAt: at + lifeMs }
        return token
      })
      .finally(() => {
        running = undefined
      }))

  return {
    async current() {
      const at = performance.now()
      if (held && at < held.renewAt) return held.token
      const old = held
      try {
        return await logIn()
      } catch (error) {
        // The old one still holds: the server may be back before it ends.
        if (old && performance.now() < old.endsAt) return old.token
        throw error
      }
    },
    async renew(refused) {
      // Of many requests that were refused together one logs in.
      if (held && held.token !== refused) return held.token
      return logIn()
    },
  }
}

/** The request of a login; the answer is read by `readLoginAnswer`. */
export async function loginRequest(login: Login): Promise<{ path: string; body: Readonly<Record<string, string>> }> {
  if ('id' in login) {
    const secret = await readText(login.secret, 'the secret of the login could not be read')
    return { path: '/api/login/id-secret', body: { id: login.id, secret } }
  }
  const token = await readText(login.jwt, 'the token of the platform could not be read')
  const { method, role } = login
  return { path: `/api/login/jwt/${encodeURIComponent(method)}`, body: { token, ...(role && { role }) } }
}

/** Throws ANSWER_INVALID. */
export function readLoginAnswer(body: unknown): LoginAnswer {
  const { token, ttlMs } = (body ?? {}) as { token?: unknown; ttlMs?: unknown }
  if (typeof token !== 'string' || typeof ttlMs !== 'number' || !(ttlMs > 0)) {
    throw new RekeySdkError('ANSWER_INVALID', 'the answer to the login holds no token and life')
  }
  return { token, lifeMs: ttlMs }
}

async function readText(source: Text, failure: string): Promise<string> {
  try {
    return (typeof source === 'string' ? source : await source()).trim()
  } catch (error) {
    throw new RekeySdkError('AUTH_REQUIRED', failure, { cause: error })
  }
}
