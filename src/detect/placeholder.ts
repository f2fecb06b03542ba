/**
 * Recognises what authors of documentation write in the place of a key. Only shapes that a random key
 * has with a chance below one in a hundred thousand are refused here; the rest is kept and scored.
 */

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

const SHAPES: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(.)\1*$/s, 'one character repeated'],
  [/x{6}|^x+$/i, 'a run of x'],
  [/\*{3}|\.{3}|•{3}|_{6}|-{6}/, 'a run of filler characters'],
  [/^<[^<>]*>$|^\[[^[\]]*\]$/, 'a name in brackets'],
  [
    /^\$\{[^{}]*\}$|^\$\([^()]*\)$|^\$[A-Za-z_]\w*$|^%\w+%$|^%[sdv]$|^\{\{?[^{}]*\}\}?$|^#\{[^{}]*\}$/,
    'a variable, not a value',
  ],
  [
    /example|your[-_]?(?:api|secret|access|token|key|password)|placeholder|change[-_]?me|insert[-_]?your|not[-_]?real/i,
    'a word of documentation',
  ],
  [/0123456789|1234567890|abcdefghijkl|deadbeefdeadbeef/i, 'characters that count up'],
]

/** A long private key holds any short word by chance; its author's filler stands near the beginning. */
const MAX_HEAD = 256

/** Why `secret` cannot be a real key, or undefined when it may be one. */
export function findPlaceholder(secret: string): string | undefined {
  if (WORDS.has(secret.toLowerCase())) return 'a word that stands for a key'
  const head = secret.slice(0, MAX_HEAD)
  return SHAPES.find(([pattern]) => pattern.test(head))?.[1]
}
