/**
 * Where source code, configuration and shells give a value to something that is called like a credential. One
 * pattern for each family of names; what it finds is a candidate and no more: `classifier.ts` decides.
 */

export type Family = 'password' | 'token' | 'secret' | 'key' | 'auth'

/** What a name must hold, each with the literals that lead to it. */
const NAMES: Readonly<Record<Family, { readonly words: string; readonly literals: readonly string[] }>> = {
  password: {
    words: 'pass(?:w(?:or)?d|phrase|wd|code)?|p(?:s)?wd|passwort|kennwort|contrase[nñ]a|senha|mot_?de_?passe|parola',
    literals: ['pass', 'pwd', 'kennwort', 'contrase', 'senha', 'mot', 'parola'],
  },
  token: { words: 'token', literals: ['token'] },
  secret: { words: 'secret', literals: ['secret'] },
  key: { words: 'key', literals: ['key'] },
  auth: { words: 'auth|cred(?:ential)?s?', literals: ['auth', 'cred'] },
}

/** The rest of a name: `password_for_db`, `Password2`, `token']`, `secret\":`. */
const REST = String.raw`[\w.-]{0,40}`
const CLOSE = String.raw`(?:\\?["'\x60])?\]?\)?`
/** A type between name and value: `password: string = "…"`, `char password[16] = "…"`. */
const TYPE = String.raw`(?:\s?\[\d{0,5}\])?(?:\s?:\s?(?:string|str|String|&str|NSString|QString|std::string|any)\s?(?==))?`
const SIGN = String.raw`(?:\s{0,40}(?:===?|!==?|=>|:=|\?\?=|\|\|=|\?=|\+=|->|=|:|,|>|\()\s{0,8}|\s{1,8})`
/** What may stand between the sign and the value: `("`, `new String("`, `b"`, `@"`, `default="`. */
const WRAP = String.raw`(?:\(|\[|new\s{1,4}\w{1,24}\(|\w{1,24}\(|!Ref\s|value\s?[=:]\s?)?(?:[bBrRuUfFL@$]{1,2}(?=["']))?`
const QUOTED = [
  String.raw`(?<=\\")[^"\\\r\n]{3,512}(?=\\")`,
  String.raw`(?<=(?<!\\)")(?:[^"\\\r\n]|\\[^\r\n]){3,512}(?=")`,
  String.raw`(?<=')(?:[^'\\\r\n]|\\[^\r\n]){3,512}(?=')`,
  String.raw`(?<=\x60)[^\x60\r\n]{3,512}(?=\x60)`,
].join('|')
const BARE = String.raw`(?<!["'\x60])[^\s"'\x60,;<>(){}[\]|\\][^\s"'\x60,;<>{}|\\]{2,511}`

export interface Assignment {
  readonly family: Family
  readonly literals: readonly string[]
  readonly pattern: RegExp
}

export const ASSIGNMENTS: readonly Assignment[] = Object.entries(NAMES).map(([family, { words, literals }]) => ({
  family: family as Family,
  literals,
  pattern: new RegExp(
    `(?<word>${words})(?<rest>${REST})${CLOSE}${TYPE}(?<sign>${SIGN})${WRAP}\\\\?["'\\x60]?(?<secret>${QUOTED}|${BARE})`,
    'i',
  ),
}))

/** Bytes around a literal that a pattern, and the line that it stands on, may need. */
export const ASSIGNMENT_WINDOW = { before: 120, after: 720 } as const

/** A candidate in its line, taken apart. */
export interface Candidate {
  readonly family: Family
  /** The whole name: `spring.datasource.password`. */
  readonly name: string
  /** What stands behind the word in the name. */
  readonly rest: string
  /** `=`, `:`, `=>`, `(`, … ; '' for blanks only. */
  readonly sign: string
  /** The character before the value when it is a quote, else ''. */
  readonly quote: string
  readonly value: string
  /** The line before the name, and after the value with its quote. */
  readonly before: string
  readonly after: string
}

const MAX_SIDE = 120

export function readCandidate(family: Family, match: RegExpExecArray): Candidate {
  const { input, index } = match
  const groups = match.groups as Record<string, string | undefined>
  const value = groups['secret'] ?? ''
  const end = index + match[0].length
  const start = end - value.length
  const lineStart = input.lastIndexOf('\n', index - 1) + 1
  const lead = input.slice(Math.max(lineStart, index - MAX_SIDE), index)
  const own = /[\w.$-]*$/.exec(lead)?.[0] ?? ''
  const newline = input.indexOf('\n', end)
  const quote = /["'`]/.test(input[start - 1] ?? '') ? (input[start - 1] as string) : ''
  return {
    family,
    name: own + (groups['word'] ?? '') + (groups['rest'] ?? ''),
    rest: groups['rest'] ?? '',
    sign: (groups['sign'] ?? '').trim(),
    quote,
    value,
    before: lead.slice(0, lead.length - own.length),
    after: input.slice(end, Math.min(newline < 0 ? input.length : newline, end + MAX_SIDE)),
  }
}
