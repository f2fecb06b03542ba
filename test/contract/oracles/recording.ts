/**
 * What providers' own clients did when each was run against our server once, as `npm run oracles` wrote it down: the
 * request that it makes, and that it took our answers. So their clients need not be installed for a test.
 */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { KeyAnswers } from '../answers/key-answers.ts'
import type { Part, RequestForm } from './request-form.ts'

export interface Recording {
  /** Name and version, as the registry has them; of PyPI with `pypi:` before it. */
  readonly client: string
  readonly licence: string
  /** Not by the provider itself, but the client that its users have. */
  readonly by?: 'community'
  readonly asks: RequestForm
  /** What of our answers the client was given: see `answersMark`. */
  readonly answers: string
  /** What the client threw or handed back about a key that it was refused for, in one line. */
  readonly refusal: string
  /** What of the inspection the client's answer does not have. */
  readonly lacks?: readonly string[]
  /** Why our request differs, by part. */
  readonly but?: Readonly<Partial<Record<Part, string>>>
}

export const RECORDINGS_FILE = 'test/contract/oracles/recordings.json'

/** By kind of key: `github token`. */
export function readRecordings(): Readonly<Record<string, Recording>> {
  return JSON.parse(readFileSync(new URL('recordings.json', import.meta.url), 'utf8')) as Record<string, Recording>
}

/** Changes with the answers that a client was given: a recording about others proves nothing. */
export function answersMark({ live, dead }: KeyAnswers): string {
  return hash('sha256', JSON.stringify([live, dead])).slice(0, 16)
}
