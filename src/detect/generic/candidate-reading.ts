/** What is read of a candidate for its features: its value, its name, and words around it, each when first asked for. */
import type { Candidate } from './assignment.ts'
import { readName, type NameReading } from './name-reading.ts'
import { ValueReading } from './value-reading.ts'
import { markWords, NO_ASCII } from './word-marks.ts'

/** Words around a value that say what it is. Parts of words count: `username`, `bcrypt`. */
const WORDS = {
  user: ['user', 'login', 'email', 'e-mail', 'account', 'root', 'admin'],
  place: ['host', 'server', 'port', 'url', 'endpoint', 'database', 'jdbc', ' db', '"db', '_db', '.db'],
  credential: ['password', 'passwd', 'secret', 'token', 'apikey', 'api_key', 'credential'],
  test: ['assert', 'expect', 'should', 'describe(', '@test', 'func test', 'def test', 'mock'],
  sample: ['test', 'example', 'fixture', 'spec'],
  hash: [
    'hash',
    'sha1',
    'sha2',
    'sha5',
    'sha-',
    'md5',
    'checksum',
    'digest',
    'salt',
    'bcrypt',
    'scrypt',
    'argon',
    'pbkdf',
    'fingerprint',
    'integrity',
  ],
  public: ['public', 'pubkey', 'pub_key', 'certificate', 'verif'],
  crypt: ['aes', 'cipher', 'encrypt', 'decrypt', 'hmac'],
  label: ['label', 'title', 'placeholder', 'message', 'error', 'translat', 'i18n', 'locali', 'hint'],
  noAscii: [NO_ASCII],
} as const

type Mark = keyof typeof WORDS

const MARKS = Object.keys(WORDS) as Mark[]
/** The bit of each group of words. */
export const MARK = Object.fromEntries(MARKS.map((mark, bit) => [mark, 1 << bit])) as Readonly<Record<Mark, number>>
const mark = markWords(Object.values(WORDS))

const UNREAD = -1

/** One object serves one candidate after another. */
export class CandidateReading {
  readonly value = new ValueReading()
  #candidate: Candidate | undefined
  #name: NameReading | undefined
  #line = UNREAD
  #own = UNREAD
  #above = UNREAD
  #below = UNREAD

  take(candidate: Candidate): void {
    this.value.take(candidate.value)
    this.#candidate = candidate
    this.#name = undefined
    this.#line = this.#own = this.#above = this.#below = UNREAD
  }

  get name(): NameReading {
    return (this.#name ??= readName(this.#candidate?.name ?? ''))
  }

  /** Marks of the line without the name and the value. */
  get line(): number {
    if (this.#line === UNREAD) this.#line = mark(this.#candidate?.before ?? '') | mark(this.#candidate?.after ?? '')
    return this.#line
  }

  /** Marks of the name. */
  get own(): number {
    if (this.#own === UNREAD) this.#own = mark(this.#candidate?.name ?? '')
    return this.#own
  }

  get above(): number {
    if (this.#above === UNREAD) this.#above = mark(this.#candidate?.above ?? '')
    return this.#above
  }

  get below(): number {
    if (this.#below === UNREAD) this.#below = mark(this.#candidate?.below ?? '')
    return this.#below
  }
}
