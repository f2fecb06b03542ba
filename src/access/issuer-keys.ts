/**
 * The public keys of issuers, from their discovery documents, kept for a while. A token with an unknown key makes
 * us ask again, at most every ten seconds for one issuer, so that forged tokens cannot make us a hammer.
 */
import type { JSONWebKeySet } from 'jose'
import { jwtError } from './jwt-error.ts'
import type { JwtSettings } from './sign-in-methods.ts'

export interface Discovery {
  readonly issuer: string
  readonly jwks_uri: string
  readonly authorization_endpoint?: string
  readonly token_endpoint?: string
}

/** Answers parsed JSON of a 200; the caller guards where it may lead. */
export type FetchJson = (url: string) => Promise<unknown>

export interface IssuerKeys {
  get(settings: JwtSettings, now: Date, isSecondTry: boolean): Promise<JSONWebKeySet>
  discover(issuer: string, now: Date): Promise<Discovery>
}

const KEEP_MS = 15 * 60_000
const AGAIN_MS = 10_000

interface Kept<T> {
  readonly at: number
  readonly value: Promise<T>
}

export function createIssuerKeys(fetchJson: FetchJson): IssuerKeys {
  const documents = new Map<string, Kept<Discovery>>()
  const sets = new Map<string, Kept<JSONWebKeySet>>()

  function keep<T>(
    all: Map<string, Kept<T>>,
    key: string,
    ask: { now: Date; maxAgeMs: number; fetch: () => Promise<T> },
  ) {
    const kept = all.get(key)
    if (kept && ask.now.getTime() - kept.at < ask.maxAgeMs) return kept.value
    const value = ask.fetch()
    all.set(key, { at: ask.now.getTime(), value })
    // A failure is not kept: the next one asks again.
    value.catch(() => all.get(key)?.value === value && all.delete(key))
    return value
  }

  const discover = (issuer: string, now: Date): Promise<Discovery> =>
    keep(documents, issuer, {
      now,
      maxAgeMs: KEEP_MS,
      fetch: async () => {
        const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
        const document = (await fetchGuarded(fetchJson, url)) as Partial<Discovery> | null
        // One issuer must not speak for another (mix-up).
        if (document?.issuer !== issuer || typeof document.jwks_uri !== 'string') {
          throw jwtError('JWT_REFUSED', 'the discovery document of the issuer names another issuer, or no keys')
        }
        return document as Discovery
      },
    })

  return {
    discover,
    get(settings, now, isSecondTry) {
      if (settings.keys) return Promise.resolve(settings.keys)
      return keep(sets, settings.jwksUri ?? settings.issuer, {
        now,
        maxAgeMs: isSecondTry ? AGAIN_MS : KEEP_MS,
        fetch: async () => {
          const uri = settings.jwksUri ?? (await discover(settings.issuer, now)).jwks_uri
          const set = (await fetchGuarded(fetchJson, uri)) as Partial<JSONWebKeySet> | null
          if (!Array.isArray(set?.keys)) throw jwtError('JWT_REFUSED', 'the issuer did not answer with keys')
          return { keys: set.keys }
        },
      })
    },
  }
}

async function fetchGuarded(fetchJson: FetchJson, url: string): Promise<unknown> {
  try {
    return await fetchJson(url)
  } catch (error) {
    throw jwtError('JWT_REFUSED', 'the keys of the issuer cannot be had at the moment', { cause: error })
  }
}
