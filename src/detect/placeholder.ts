/**
 * Recognises what authors of documentation write in the place of a key. Only shapes that a random key
 * has with a chance below one in a hundred thousand are named here; the rest is kept and scored.
 */

export interface Placeholder {
  readonly reason: string
  /** It may fill the form of a key: documentation does, and so does a real key with an unlucky stretch in it. */
  readonly mayHaveForm: boolean
}

/** Texts that stand for "your key here" when they are the whole secret (compared in lower case). */
const WORDS = new Set([
  'admin',
  'changeit',
  'changeme',
  'change-me',
  'change_me',
  'dbpass',
  'dbpassword',
  'dummy',
  'fixme',
  'mypass',
  'mypassword',
  'none',
  'null',
  'pass',
  'passwd',
  'password',
  'placeholder',
  'pwd',
  'redacted',
  'replaceme',
  'replace-me',
  'replace_me',
  'secret',
  'test',
  'todo',
  'undefined',
  'yourpassword',
  'your-password',
  'your_password',
])

type Shape = readonly [pattern: RegExp, reason: string]

/** No key of any form looks like this. */
const FILLERS: readonly Shape[] = [
  [/x{6}|^x+$/i, 'a run of x'],
  [/\*{3}|\.{3}|•{3}|_{6}|-{6}/, 'a run of filler characters'],
  [/^<[^<>]*>$|^\[[^[\]]*\]$/, 'a name in brackets'],
  [
    /^\$\{[^{}]*\}$|^\$\([^()]*\)$|^\$[A-Za-z_]\w{0,23}$|^%\w+%$|^%[sdv]$|^\{\{?[^{}]*\}\}?$|^#\{[^{}]*\}$/,
    'a variable, not a value',
  ],
  [/^A[A-Z]IA[A-Z0-9]{9}EXAMPLE$|\/bPxRfiCYEXAMPLE/, 'the example of the AWS documentation'],
]

/** Beside a provider's own form these make a key doubtful, not impossible. */
const DOUBTS: readonly Shape[] = [
  [
    /example|your[-_]?(?:api|secret|access|token|key|password)|placeholder|change[-_]?me|insert[-_]?your|not[-_]?real/i,
    'a word of documentation',
  ],
  // Also bytes that do: 00 01 02 … in hexadecimal and in base64.
  [
    /0123456789|1234567890|abcdefghijkl|zyxwvutsrqpo|deadbeefdeadbeef|0001020304050607|AAECAwQFBgcI/i,
    'characters that count up',
  ],
]

/** Whether any of these shapes may fit: nearly every text fits none, and is asked once. */
const ANY = new RegExp([...FILLERS, ...DOUBTS].map(([{ source }]) => `(?:${source})`).join('|'), 'i')

/** A long private key holds any short word by chance; its author's filler stands near the beginning. */
const MAX_HEAD = 256
const LONGEST_WORD = Math.max(...Array.from(WORDS, ({ length }) => length))

/** Why `secret` is hardly a real key, or undefined when it may be one. */
export function findPlaceholder(secret: string): Placeholder | undefined {
  if (secret.length <= LONGEST_WORD && WORDS.has(secret.toLowerCase()))
    return { reason: 'a word that stands for a key', mayHaveForm: false }
  if (isOneCharacter(secret)) return { reason: 'one character repeated', mayHaveForm: false }
  const head = secret.length > MAX_HEAD ? secret.slice(0, MAX_HEAD) : secret
  if (!ANY.test(head)) return undefined
  const fits = ([pattern]: Shape): boolean => pattern.test(head)
  const filler = FILLERS.find(fits)
  if (filler) return { reason: filler[1], mayHaveForm: false }
  const doubt = DOUBTS.find(fits)
  return doubt && { reason: doubt[1], mayHaveForm: true }
}

function isOneCharacter(text: string): boolean {
  const end = Math.min(text.length, MAX_HEAD)
  const first = text.charCodeAt(0)
  for (let at = 1; at < end; at++) if (text.charCodeAt(at) !== first) return false
  return end > 0
}
