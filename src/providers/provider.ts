/**
 * The contract of a provider: all that we know of one company or server that issues keys.
 * One file per provider default-exports `defineProvider({...})`. A capability is the presence of its
 * function: no flag says that something can be done. A provider file imports this file and `../base/*`
 * only; network, SQL and time arrive in the context.
 */
import { defineErrors } from '../base/errors.ts'
import type { Sensitive } from '../base/sensitive.ts'

/**
 * What a provider file throws when an act failed (answers are values). The message names the act and the
 * provider's own code; it never repeats what was sent, and no `cause` is attached: clients put URLs into theirs.
 */
export const providerError = defineErrors({
  PROVIDER_SETTING_MISSING: { status: 400, exit: 2, hint: 'Complete the rotation settings of this secret.' },
  PROVIDER_ADMIN_MISSING: { status: 400, exit: 2, hint: 'Give the rotation of this secret a managing key.' },
  PROVIDER_KEY_UNSUITABLE: {
    status: 409,
    exit: 2,
    hint: 'Check the stored key and the rotation settings of this secret.',
  },
  PROVIDER_REFUSED: { status: 502, exit: 2, hint: 'Check what the managing key may do at the provider.' },
  PROVIDER_ANSWER_INVALID: { status: 502, exit: 2, hint: "Look at the provider's dashboard before trying again." },
  PROVIDER_UNREACHABLE: {
    status: 503,
    exit: 2,
    hint: 'The provider did not answer; the step is repeated by itself.',
    retryable: true,
  },
})

/** Sent with every probe of a key, so that a provider's log tells our questions from everybody's use. */
export const PROBE_USER_AGENT = 'rekey/0.1.0 (probe)'

// ---------- detection: data and pure functions ----------

/** One way to recognise a key in bytes. Patterns run on latin1 text, so offsets are bytes. */
export interface Detect {
  /** Stable rule id: `stripe-secret-key`. */
  readonly rule: string
  readonly about: string
  /** Linear-time. Group `secret` is the key itself when the match holds more (`key=…`, a URL). No `g` flag. */
  readonly pattern: RegExp
  /** Lower-case literals; at least one must stand in the text, else the pattern is not tried. At least 3 characters each. */
  readonly literals: readonly string[]
  /** Yields to another provider's rule that saw the same key: for forms that any provider may use. */
  readonly fallback?: true
  /** Shannon entropy in bits per character that the secret must reach. */
  readonly minEntropy?: number | undefined
  /** Bytes around a literal that the pattern may need. Default: 64 before, 512 after. */
  readonly window?: { readonly before: number; readonly after: number } | undefined
  /** Files whose findings count, where the text alone tells too little; a path that nobody knows does not. */
  readonly files?: RegExp
  /** Bytes beside a match that `judge` looks at, at most 256. */
  readonly sight?: number
  /** The other parts of the same credential, each found by its own rule: its id, its second key, its host. */
  readonly partners?: readonly Partner[]
  /**
   * For what is no key. `id` names one and opens nothing by itself: alone it is graded low. `context` (a host, the name
   * of a user) is never reported by itself: it only goes with its key.
   */
  readonly part?: 'id' | 'context'
  /** Offline proof or refutation: checksum, structure, placeholder. */
  readonly judge?: ((secret: string, match: RegExpExecArray) => Judgement) | undefined
  /** Samples as templates, expanded at test time: `sk_live_{A-Za-z0-9:24}`. */
  readonly examples: readonly string[]
  /** Templates that must not match. */
  readonly lookalikes: readonly string[]
}

export interface Partner {
  /** The rule of the other part, which may be another provider's. It need not name this one in turn. */
  readonly rule: string
  /** Lines between the two in one file, at most; default 12. Farther away it is taken only when there is just one. */
  readonly within?: number
  /** What it is to this one, where the report may say its value: where the key is taken, and who it lets in. */
  readonly as?: 'host' | 'user'
  /**
   * For a host or a user that any setting may name: it says so of the nearest such finding in the same file, within the
   * lines, and of no other; the grade of that one stays.
   */
  readonly tells?: 'host' | 'user'
}

export interface Judgement {
  readonly keep: boolean
  /** Added to the score (-100..100); 0 leaves it. */
  readonly score?: number
  readonly reason: string
}

// ---------- answers: values, never exceptions ----------

export type Verdict =
  | { readonly state: 'live' }
  /** Authenticates, but may not make the probing call. */
  | { readonly state: 'restricted' }
  | { readonly state: 'dead'; readonly why: 'revoked' | 'expired' | 'disabled' | 'refused' }
  /** A network error is never "dead". */
  | {
      readonly state: 'unknown'
      /** `canary`: a planted key, which nobody may try; `untrusted`: a made-up key was accepted as well. */
      readonly why: 'network' | 'rate-limited' | 'policy' | 'ambiguous' | 'canary' | 'untrusted'
      readonly retryAfterMs?: number
    }

export type Access = 'none' | 'read' | 'write' | 'admin' | 'unknown'
export type Known = 'yes' | 'no' | 'unknown'

export interface Inspection {
  readonly access: Access
  readonly environment: 'live' | 'test' | 'unknown'
  readonly account?: string
  readonly principal?: string
  /** What the provider calls the rights of the key: `repo`, `mail.send`. */
  readonly scopes?: readonly string[]
  readonly canMintKeys: Known
  readonly readsPersonalData: Known
  readonly movesMoney: Known
  readonly expiresAt?: Date
}

/** What the provider calls a key. Never contains the secret. */
export interface Handle {
  readonly id: string
  readonly account?: string
  readonly principal?: string
  readonly hint?: string
}

export type Located =
  | { readonly match: 'exact' | 'self'; readonly handle: Handle }
  | { readonly match: 'ambiguous'; readonly candidates: readonly Handle[] }
  | { readonly match: 'none' }

/** Who still uses a key, as the provider sees it. */
export interface Usage {
  /** Undefined when the provider does not say; null when it says "never". */
  readonly lastUsedAt?: Date | null
  /** Sessions open with this key right now, where the provider can list them. */
  readonly openSessions?: number
  readonly sessions?: readonly { readonly client: string; readonly application: string; readonly since: Date }[]
  /** The evidence may be this stale. */
  readonly lagMs: number
  /** One sentence for people: where this was read. */
  readonly source: string
}

// ---------- rotation ----------

/** What `prepare` made before anything happened outside. Sealed and stored before the first effect. */
export interface Prepared {
  /** Needed to repeat `create` after a crash: a candidate password, or a private key. */
  readonly material: Sensitive
  /** Facts for people and for crash recovery; no secrets. */
  readonly facts: Readonly<Record<string, string>>
}

export interface Issued {
  readonly key: Sensitive
  readonly handle: Handle
  /** When the old key dies by itself, if the provider was told so. */
  readonly oldExpiresAt?: Date
}

export type Overlap =
  | { readonly kind: 'timer'; readonly maxMs: number; readonly defaultMs: number } // the provider keeps the old key for a while
  | { readonly kind: 'n-keys'; readonly max: number | 'unbounded' }
  | { readonly kind: 'slots'; readonly promote: boolean }
  | { readonly kind: 'multi-value' }
  | { readonly kind: 'twin-principal' }
  | { readonly kind: 'none' }

/** Static facts about a key's life: drives the planner, no I/O. */
export interface LifecycleModel {
  readonly overlap: Overlap
  readonly revoke: {
    /** Sessions opened before stay open after revocation. */
    readonly sessionsSurvive: boolean
    /** How long a revoked key may still be accepted. */
    readonly typicalLagMs: number
  }
  /** Asking whether a key lives counts as a use of it, so the old key is not probed while we wait. */
  readonly verifyTouchesLastUsed: boolean
}

export interface SqlConnection {
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>
  end(): Promise<void>
}

export interface ProviderContext {
  /** `fetch` with the egress rules of the caller. */
  readonly http: (url: string, init?: RequestInit) => Promise<Response>
  /** Opens one SQL connection. Rejects with the server's own error (`code` is the SQLSTATE). */
  readonly sql: (url: Sensitive, options?: { connectTimeoutMs?: number }) => Promise<SqlConnection>
  readonly now: () => Date
  readonly signal: AbortSignal
  /** The key that may manage other keys, where the provider needs one. */
  readonly admin?: Sensitive
  /** Options of this secret's rotation: `baseUrl`, `twin`, `account`, … No secrets. */
  readonly settings: Readonly<Record<string, string>>
  /** What was found beside a leaked key and belongs to it: its id, its account, its host. */
  readonly companions?: readonly { readonly rule: string; readonly secret: Sensitive }[]
  /** Idempotency key of the rotation: equal for every repetition of the same run. */
  readonly runId: string
}

export interface KeyKind {
  /** What texts call it after the name of the provider: `secret key`. Default: the id of the kind. */
  readonly label?: string
  readonly about: string
  readonly detect: readonly Detect[]
  readonly lifecycle?: LifecycleModel
  /** Where the secret as stored holds the part that leaks by itself: the password of a URL. Default: the whole. */
  readonly leakParts?: (stored: Sensitive) => readonly Sensitive[]
  /** Hosts that the key may be shown to: exact names, or `*.example.com`. A scan asks nobody else. */
  readonly hosts?: readonly string[]
  /** The cheapest read-only proof of life. Maps refusals to `dead`, everything unclear to `unknown`. */
  readonly verify?: (key: Sensitive, context: ProviderContext) => Promise<Verdict>
  readonly inspect?: (key: Sensitive, context: ProviderContext) => Promise<Inspection>
  /** Must be `exact` or `self` before anything destructive; otherwise revocation is refused. */
  readonly locate?: (key: Sensitive, context: ProviderContext) => Promise<Located>
  /** Step A, before any effect. Called once per run; its result is stored, then passed to `create`. */
  readonly prepare?: (current: Sensitive, context: ProviderContext) => Promise<Prepared>
  /** Step A, the effect. The same arguments twice give the same key and change nothing more. */
  readonly create?: (
    prepared: Prepared,
    current: { readonly key: Sensitive; readonly handle: Handle; readonly keepOldMs: number },
    context: ProviderContext,
  ) => Promise<Issued>
  /** Removes what `create` made, when a run is given up before step B. Twice succeeds. */
  readonly discard?: (prepared: Prepared, issued: Handle | undefined, context: ProviderContext) => Promise<void>
  /** Reversible: off refuses new sessions, on allows them again. Twice succeeds. */
  readonly setEnabled?: (handle: Handle, enabled: boolean, context: ProviderContext) => Promise<void>
  /** Final. Twice succeeds; an absent key is a success. */
  readonly revoke?: (handle: Handle, context: ProviderContext) => Promise<void>
  readonly usage?: (handle: Handle, context: ProviderContext) => Promise<Usage>
  /** Ends sessions opened with the old key. */
  readonly endSessions?: (handle: Handle, context: ProviderContext) => Promise<{ readonly ended: number }>
  /** What a person does where no API serves. */
  readonly runbook?: { readonly url: string; readonly steps: readonly string[] }
}

export interface Provider {
  /** `stripe`: equals the file name. */
  readonly id: string
  readonly name: string
  readonly docs: string
  readonly keys: Readonly<Record<string, KeyKind>>
}

/** What texts call a key after the name of its provider: `secret key`, `database URL`. */
export function kindLabel(provider: Provider | undefined, kind: string): string {
  return provider?.keys[kind]?.label ?? kind.replaceAll('-', ' ')
}

/** `collectIconModule`: of random keys of 24 letters, one in a thousand reads so. */
export const NAME_OF_CODE = /^[A-Za-z][a-z]*(?:[A-Z][a-z]{1,}){2,}$/

/** For keys without a form of their own: the text names the provider, the characters alone prove little. */
export function judgeByName(secret: string): Judgement {
  if (/^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)) return { keep: false, reason: 'words or a number, not a key' }
  if (NAME_OF_CODE.test(secret)) return { keep: false, reason: 'words as the names of programs are made of' }
  // One random key in twenty has no digit; nearly each name of a program has none.
  return { keep: true, score: /\d/.test(secret) ? -10 : -40, reason: 'known only by the name beside it' }
}

export function defineProvider<const T extends Provider>(provider: T): Provider {
  return provider
}
