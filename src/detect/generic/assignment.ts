/**
 * Where source code, configuration and shells give a value to something that is called like a credential. One
 * pattern for each family of names; what it finds is a candidate and no more: `model.ts` decides. The languages and
 * formats that are meant stand, a line each, in languages.test.ts.
 */

export type Family = 'password' | 'token' | 'secret' | 'key' | 'auth'

/** What a name must hold, each with the literals that lead to it. Texts are bytes: other alphabets stand as UTF-8. */
const NAMES: Readonly<Record<Family, { readonly words: string; readonly literals: readonly string[] }>> = {
  password: {
    words: String.raw`pass(?:w(?:or)?d|phrase|wd|code)?|p(?:s)?wd|passwort|kennwort|contrase(?:n|\xc3\xb1)a|senha|mot_?de_?passe|parola|identified(?:\swith\s\w{1,40})?\sby|\xe5\xaf\x86\xe7\xa0\x81|\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c`,
    literals: [
      'pass',
      'pwd',
      'kennwort',
      'contrase',
      'senha',
      'mot',
      'parola',
      'identified',
      '\xe5\xaf\x86\xe7\xa0\x81',
      '\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c',
    ],
  },
  token: { words: 'token', literals: ['token'] },
  secret: { words: 'secret', literals: ['secret'] },
  key: { words: 'key', literals: ['key'] },
  auth: { words: 'auth|cred(?:ential)?s?', literals: ['auth', 'cred'] },
}

/** The rest of a name: `password_for_db`, `Password2`, `token']`, `secret\":`, `**Password**`, `token, err`. */
const REST = String.raw`[\w.-]{0,40}`
const CLOSE = String.raw`(?:\\{0,3}["'\x60])?\]?\)?(?:\*\*|,\s?(?:_|err|ok)(?=\s?:?=))?`
/** A type between name and value: `password: string = "…"`, `char password[16] = "…"`, `Password As String = "…"`. */
const TEXT_TYPE = String.raw`(?:string|str|text|NSString|QString|std::string|SecretStr|any|bytes)`
const TYPE = String.raw`(?:\s?\[\d{0,5}\])?(?:(?:(?:\s{0,2}:\s?&?(?:'static\s)?|\sas\s|\s)${TEXT_TYPE}[?!]?|\s\[\]byte)\s?(?==))?`
const SIGN = String.raw`(?:\s{0,40}(?:===?|!==?|=>|:=|\?\?=|\|\|=|\?=|\+=|->|<-|:[-=]|=|:|\xef\xbc\x9a|,|>|\(|\|(?=\s))\s{0,8}|\sis:?\s|\s{1,8})`
/** The value stands in the next member: `name: X, value: "…"`, `variable "x" { default = "…" }`. */
const NEXT = [
  String.raw`\s{0,32}["']?value["']?\s{0,2}[=:]>?\s{0,4}`,
  String.raw`\{\s{0,60}(?:type\s{0,12}=\s?\w{1,20}\s{1,40})?default\s{0,12}=\s?`,
]
/** The value is what is taken when an environment does not say: `getenv("X", "…")`, `process.env.X || "…"`, `${X:-…}`. */
const OTHERWISE = [
  String.raw`[\w.]{0,24}(?:env|environ\.get|fetch|config|get_?property)[(\[]\s?["'][\w.-]{1,60}["']\s?(?:,|[)\]]\s?(?:or|\|\||\?\?|\?:))\s?(?=["'])`,
  String.raw`process\.env\.\w{1,60}\s?(?:\|\||\?\?)\s?(?=["'\x60])`,
  String.raw`\$\{[\w.]{1,60}:-?(?=[^\s}?])`,
]
/** What may stand before the value: `("`, `new String("`, `Base64.decode("`, `b"`, `@"`, `|-`, `Bearer `, `pass:`. */
const WRAP = [
  ...NEXT,
  ...OTHERWISE,
  String.raw`(?:(?:new\s{1,4})?[\w.:]{1,40}[!]?\(\s{0,2}|\[\]byte\(){1,2}(?=[bru@$]?["'\x60])`,
  String.raw`\(|\[|new\s{1,4}\w{1,24}\(|\w{1,24}\(|!Ref\s|[|>][-+]?\r?\n\s{1,40}|(?:bearer|basic|digest|token)\s{1,2}|pass:|\*\*\s?`,
].join('|')
const PREFIX = String.raw`(?:[bru@$]{1,2}(?=["']))?`
const OPEN = String.raw`(?:\x60\x60|\\{0,3}["'\x60])?`
const QUOTED = [
  String.raw`(?<=\\")[^"\\\r\n]{3,512}(?=\\)`,
  String.raw`(?<=(?<!\\)")(?:[^"\\\r\n]|\\[^\r\n]){3,512}(?=")`,
  String.raw`(?<=')(?:[^'\\\r\n]|\\[^\r\n]){3,512}(?=')`,
  String.raw`(?<=\x60)[^\x60\r\n]{3,512}(?=\x60)`,
].join('|')
/** Up to the next parameter, where it stands in a query. */
const BARE = String.raw`(?<!["'\x60])[^\s"'\x60,;<>(){}[\]|\\](?:[^\s"'\x60,;<>{}|\\&]|&(?!(?:amp;)?[\w.-]{1,40}=)){2,511}`

export interface Assignment {
  readonly family: Family
  readonly literals: readonly string[]
  readonly pattern: RegExp
}

export const ASSIGNMENTS: readonly Assignment[] = Object.entries(NAMES).map(([family, { words, literals }]) => ({
  family: family as Family,
  literals,
  pattern: new RegExp(
    `(?<word>${words})(?<rest>${REST})${CLOSE}${TYPE}(?<sign>${SIGN})(?<wrap>${WRAP})?${PREFIX}${OPEN}(?<secret>${QUOTED}|${BARE})`,
    'i',
  ),
}))

/** Bytes beside a match that its reading may need: the line, and what stands above and below it. */
export const ASSIGNMENT_SIGHT = 240
/** Bytes around a literal that a pattern may need. */
export const ASSIGNMENT_WINDOW = { before: 120, after: 900 } as const

/** A candidate in its line, taken apart. */
export interface Candidate {
  readonly family: Family
  /** The whole name: `spring.datasource.password`. */
  readonly name: string
  /** What stands before and behind the word in the name. */
  readonly own: string
  readonly rest: string
  /** `=`, `:`, `=>`, `(`, … ; '' for blanks only. */
  readonly sign: string
  /** What stands between the sign and the value: `Base64.decode(`. */
  readonly wrap: string
  /** The character before the value when it is a quote, else ''. */
  readonly quote: string
  readonly value: string
  /** The line before the name, and after the value with its quote. */
  readonly before: string
  readonly after: string
  /** What stands above the line and below it, as far as it is near. */
  readonly above: string
  readonly below: string
}

const MAX_SIDE = 120
const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`'])

/** Where the characters of a name that end the text begin. */
function beginOfName(text: string): number {
  let at = text.length
  while (at > 0 && isOfName(text.charCodeAt(at - 1))) at--
  return at
}

/** `[\w.$-]` */
function isOfName(code: number): boolean {
  const letter = code | 0x20
  if ((letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39)) return true
  return code === 0x5f || code === 0x2e || code === 0x24 || code === 0x2d
}

/** Two pieces of decoded text have a zero and line ends between them (decode/layer.ts): neither knows of the other. */
function textStart(input: string, index: number): number {
  const gap = input.lastIndexOf('\0', index)
  return gap < 0 ? 0 : Math.min(index, gap + 2)
}

/** Most candidates are refused by their value and their sign: what stands around is cut out when it is asked for. */
class MatchedCandidate implements Candidate {
  readonly family: Family
  readonly rest: string
  readonly sign: string
  readonly wrap: string
  readonly quote: string
  readonly value: string
  readonly #word: string
  readonly #input: string
  readonly #start: number
  readonly #end: number
  #lead: string | undefined
  #own: string | undefined
  #name: string | undefined
  #before: string | undefined
  #after: string | undefined
  /** Where what stands above begins, its line, the end of its line, and the end of what stands below. */
  #far = 0
  #lineStart = -1
  #lineEnd = 0
  #nearEnd = -1

  constructor(family: Family, match: RegExpExecArray) {
    const { input, index } = match
    const groups = match.groups as Record<string, string | undefined>
    const value = groups['secret'] ?? ''
    this.family = family
    this.rest = groups['rest'] ?? ''
    this.sign = (groups['sign'] ?? '').trim()
    this.wrap = groups['wrap'] ?? ''
    this.value = value
    this.#word = groups['word'] ?? ''
    this.#input = input
    this.#start = index
    this.#end = index + match[0].length
    const beforeValue = input[this.#end - value.length - 1] ?? ''
    this.quote = QUOTES.has(beforeValue) ? beforeValue : ''
  }

  get name(): string {
    return (this.#name ??= this.own + this.#word + this.rest)
  }

  get own(): string {
    return (this.#own ??= this.#leading().slice(beginOfName(this.#leading())))
  }

  get before(): string {
    return (this.#before ??= this.#leading().slice(0, this.#leading().length - this.own.length))
  }

  get after(): string {
    if (this.#after !== undefined) return this.#after
    this.#lookAhead()
    return (this.#after = this.#input.slice(this.#end, Math.min(this.#lineEnd, this.#end + MAX_SIDE)))
  }

  get above(): string {
    this.#lookBack()
    return this.#input.slice(this.#far, this.#lineStart)
  }

  get below(): string {
    this.#lookAhead()
    return this.#input.slice(this.#lineEnd, this.#nearEnd)
  }

  #leading(): string {
    if (this.#lead !== undefined) return this.#lead
    this.#lookBack()
    return (this.#lead = this.#input.slice(Math.max(this.#lineStart, this.#start - MAX_SIDE), this.#start))
  }

  #lookBack(): void {
    if (this.#lineStart >= 0) return
    const start = this.#start
    this.#far = Math.max(start - ASSIGNMENT_SIGHT, textStart(this.#input, start))
    this.#lineStart = Math.max(this.#far, this.#input.lastIndexOf('\n', start - 1) + 1)
  }

  #lookAhead(): void {
    if (this.#nearEnd >= 0) return
    const end = this.#end
    const gap = this.#input.indexOf('\0', end)
    const newline = this.#input.indexOf('\n', end)
    this.#nearEnd = Math.min(gap < 0 ? this.#input.length : gap, end + ASSIGNMENT_SIGHT)
    this.#lineEnd = newline < 0 ? this.#nearEnd : Math.min(newline, this.#nearEnd)
  }
}

export function readCandidate(family: Family, match: RegExpExecArray): Candidate {
  return new MatchedCandidate(family, match)
}
