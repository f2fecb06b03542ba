/**
 * What providers answer when they are asked about a key, from their documentation: one entry for each kind of key that
 * can be asked about. `source` says what this entry was checked against besides.
 */
import type { Inspection } from '../../../src/providers/provider.ts'

/** Status, body (a text is sent as plain text), headers. */
export type Canned = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>]

export interface KeyAnswers {
  readonly provider: string
  readonly kind: string
  /** Template of the key. Default: the first sample of its rule. */
  readonly key?: string
  /** Rules and templates of what stands beside it. */
  readonly companions?: readonly (readonly [rule: string, template: string])[]
  /**
   * `GET /v1/me`; `{key}` and `{0}` (the first companion) stand for the texts, `{key|url}` and `{key|form}` for the
   * encoded ones, `{key|path}` for its part from the first slash.
   */
  readonly asks: string
  /** Headers that show the key; `basic` is what a Basic header encodes, `body` the body. */
  readonly shows: Readonly<Record<string, string>>
  readonly live: Canned
  readonly dead: Canned
  readonly deadWhy?: 'revoked' | 'expired' | 'disabled'
  readonly restricted?: Canned
  /** Other requests that an inspection makes. */
  readonly also?: readonly { readonly asks: string; readonly answer: Canned }[]
  /** Only the configuration knows its address. */
  readonly configured?: true
  /** A refusal at the usual address proves nothing. */
  readonly ownServers?: true
  readonly inspection?: Partial<Inspection>
}
