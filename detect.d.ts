/** Types of `rekey/detect`; see docs/library.md. */

/** A credential-shaped run of bytes. Offsets are bytes; the end is exclusive. */
export interface Match {
  readonly rule: string
  readonly provider: string
  readonly kind: string
  readonly start: number
  readonly end: number
  /** The key itself, a character for each byte (latin1). Handle it as what it is. */
  readonly secret: string
  /** How sure we are that it is a real key, 0 to 100. */
  readonly score: number
  readonly reasons: readonly string[]
}

export type Assessment =
  | { readonly keep: true; readonly score: number; readonly reasons: readonly string[] }
  | { readonly keep: false; readonly reason: string }

/** One pattern with the literals that lead to it. */
export interface Rule {
  readonly id: string
  readonly provider: string
  readonly kind: string
  readonly about: string
  /** The group `secret` is the key; without one the whole match is. */
  readonly pattern: RegExp
  /** Texts of which each match holds one: they are what the engine looks for first. */
  readonly literals: readonly string[]
  readonly fallback?: true
  readonly minEntropy?: number | undefined
  readonly window?: { readonly before: number; readonly after: number } | undefined
  readonly weigh?: (secret: string, match: RegExpExecArray) => Assessment
  readonly judge?:
    | ((
        secret: string,
        match: RegExpExecArray,
      ) => { readonly keep: boolean; readonly score?: number; readonly reason: string })
    | undefined
  /** Runs under a clock (`now`), and is switched off when it takes too long: for patterns that you did not write. */
  readonly custom?: true
}

export interface EngineOptions {
  /** `rekey/detect/catalogue.image`: spares the engine a second of compiling the catalogue. Of other rules it is not used. */
  readonly image?: Uint8Array | undefined
  /** WebAssembly where there is one. The answers are the same. */
  readonly kernel?: 'wasm' | 'typescript' | undefined
  /** Milliseconds from anywhere, to bound the time of custom rules. */
  readonly now?: (() => number) | undefined
  /** Called with the reason when a blob cost too much and some of it was left undecided. */
  readonly onLimit?: ((reason: string) => void) | undefined
}

export interface Explained {
  readonly rule: Rule
  readonly start: number
  readonly end: number
  readonly secret: string
  readonly kept: boolean
  readonly score: number
  readonly reasons: readonly string[]
}

export interface Engine {
  /** Matches in the order of their start. Those on a line marked `rekey:allow` are left out. */
  match(bytes: Uint8Array): Match[]
  /** Where encoded text may begin in a window of the bytes: what `withDecoding` asks. Pairs of position and kind. */
  marks(bytes: Uint8Array, window: { readonly start: number; readonly end: number }): number[]
  /** Every place where a rule's pattern fits, and why it was kept or dropped. */
  explain(bytes: Uint8Array): Explained[]
  /** Rules that cannot be searched, each with the reason. */
  readonly refused: readonly { readonly rule: string; readonly reason: string }[]
  /** Custom rules that took too long so far. */
  readonly switchedOff: readonly { readonly rule: string; readonly reason: string }[]
}

export function createEngine(rules: readonly Rule[], options?: EngineOptions): Engine

/** The rules of all providers, and those for credentials of nobody we know. */
export function catalogue(): readonly Rule[]

/** An engine that also sees what is encoded: base64, hex, escapes, gzip in base64, in each other to `depth` (5). */
export function withDecoding(
  engine: Pick<Engine, 'match' | 'marks'>,
  options?: { readonly depth?: number },
): { match(bytes: Uint8Array, onLimit?: (reason: string) => void): Match[] }
