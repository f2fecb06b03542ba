/**
 * What the fake Stripe remembers: keys, answered idempotency keys, objects made. One line of JSON per
 * mutation, appended before the answer leaves, so that a killed server comes back with the same state.
 * The file holds the fake's own keys in the clear (mode 0600); they open nothing else.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface StoredKey {
  readonly id: string
  readonly name: string
  readonly secret: string
  readonly livemode: boolean
  /** `manage`: may call the API keys API. `charges`: a restricted key that may only read charges. */
  readonly may: 'all' | 'manage' | 'charges' | 'public'
  readonly created: string
  readonly expiresAt?: string
}

export interface StoredAnswer {
  readonly fingerprint: string
  readonly status: number
  readonly body: unknown
}

export interface StoredObject {
  readonly id: string
  readonly object: string
  readonly [field: string]: unknown
}

type Line =
  | { readonly type: 'account'; readonly id: string; readonly controlToken: string }
  | { readonly type: 'key'; readonly key: StoredKey }
  | { readonly type: 'expires'; readonly id: string; readonly at: string }
  | { readonly type: 'answer'; readonly idempotencyKey: string; readonly answer: StoredAnswer }
  | { readonly type: 'object'; readonly value: StoredObject }

export class FakeStripeStore {
  readonly keys = new Map<string, StoredKey>()
  readonly answers = new Map<string, StoredAnswer>()
  readonly objects = new Map<string, StoredObject>()
  account: { id: string; controlToken: string } | undefined
  readonly #file: string

  constructor(file: string) {
    this.#file = file
    mkdirSync(dirname(file), { recursive: true })
    for (const line of readLines(file)) this.#apply(line as Line)
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 })
  }

  commit(...lines: Line[]): void {
    appendFileSync(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    for (const line of lines) this.#apply(line)
  }

  findBySecret(secret: string): StoredKey | undefined {
    return [...this.keys.values()].find((key) => key.secret === secret)
  }

  #apply(line: Line): void {
    switch (line.type) {
      case 'account':
        this.account = { id: line.id, controlToken: line.controlToken }
        break
      case 'key':
        this.keys.set(line.key.id, line.key)
        break
      case 'expires': {
        const key = this.keys.get(line.id)
        if (key) this.keys.set(line.id, { ...key, expiresAt: line.at })
        break
      }
      case 'answer':
        this.answers.set(line.idempotencyKey, line.answer)
        break
      case 'object':
        this.objects.set(line.value.id, line.value)
        break
    }
  }
}

/** All whole lines of an NDJSON file. A last line that was cut short by a kill is removed from the file. */
export function readLines(file: string): unknown[] {
  if (!existsSync(file)) return []
  const bytes = readFileSync(file)
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) truncateSync(file, whole)
  const text = bytes.subarray(0, whole).toString('utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}
