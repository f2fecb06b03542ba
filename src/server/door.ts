/** How the server stands towards its callers: whose word on addresses it takes, where it lives, how long sessions last. */
import type { PasswordCost } from '../access/password.ts'

export interface Door {
  /** `https://rekey.example.com`: what browsers see. Passkeys and OpenID providers need it. */
  readonly publicUrl?: string | undefined
  /** Proxies whose X-Forwarded-For is believed; nobody's without. */
  readonly trustedProxies: readonly string[]
  readonly sessionMs: number
  readonly idleMs: number
  readonly passwordCost?: PasswordCost
}

export const DOOR: Door = { trustedProxies: [], sessionMs: 12 * 3_600_000, idleMs: 2 * 3_600_000 }
