/**
 * Tokens that say themselves what they are, of whoever: a short name, a word for a kind of key or for an environment,
 * and random characters (`acme_live_…`, `xyz-api03-…`, `pat_…`, `sk-…`). Such beginnings have been the custom since GitHub
 * wrote why: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
import { isNoise } from './key-form.ts'
import { defineProvider, type Detect, type Judgement } from './provider.ts'

/** Random characters behind the beginning. */
const LEAST = 20
const HEX = /^[a-f0-9]+$/i
/** Hashes and ids stand behind these words, too: hex must have the length of a key there. */
const HEX_KEY = /^(?:[a-f0-9]{32}|[a-f0-9]{40}|[a-f0-9]{48}|[a-f0-9]{64})$/i
/** What names a hash, a file or a machine, and no key. */
const NO_KEY =
  /(?:^|[_-])(?:sha\d*|md5|hash|chunk|bundle|commit|cache|build|image|snapshot|deploy|css|module|font)(?:[_-]|$)/i
const SECRET_WORD = /(?:^|[_-])(?:sk|pat|secret|token|live)[_-]/i

/** `head`: what stands before the random characters. */
function judge(secret: string, match: RegExpExecArray): Judgement {
  const { head = '', body = '' } = match.groups ?? {}
  const no = (reason: string): Judgement => ({ keep: false, reason })
  if (NO_KEY.test(secret)) return no('names a hash or a file')
  if (!/\d.*\d/.test(body) || !/[a-z].*[a-z]/i.test(body)) return no('a word or a number, not a key')
  const plain = body.replaceAll('-', '')
  if (HEX.test(plain)) {
    if (!HEX_KEY.test(plain) || !SECRET_WORD.test(head)) return no('hex digits as in an id')
    return { keep: true, score: -20, reason: 'begins as keys of many providers do' }
  }
  if (!isNoise(body, LEAST)) return no('made of words')
  return { keep: true, score: -15, reason: 'begins as keys of many providers do' }
}

const BODY = `(?<body>[A-Za-z0-9_-]{${LEAST},240})(?:\\.[A-Za-z0-9_-]{4,200}){0,3}(?![A-Za-z0-9_/+{=-])`

function prefixed(rule: string, about: string, words: readonly string[], examples: readonly string[]): Detect {
  return {
    rule,
    about,
    pattern: new RegExp(
      `(?<![A-Za-z0-9_./+-])(?<secret>(?<head>(?:[A-Za-z][A-Za-z0-9_-]{0,23}[_-])?(?:${words.join('|')})[_-])${BODY})`,
    ),
    fallback: true,
    literals: words.flatMap((word) => (word.length > 2 ? [word] : [`${word}_`, `${word}-`])),
    minEntropy: 3.2,
    window: { before: 48, after: 900 },
    judge,
    examples,
    lookalikes: [
      `acme_${words[0] as string}_{a-z:8}`,
      `acme_${words[0] as string}_thenameofsomethinglong`,
      `${words[0] as string}-chunk-{a-z0-9:24}`,
    ],
  }
}

export default defineProvider({
  id: 'prefixed-token',
  name: 'Prefixed token',
  docs: 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
  keys: {
    'environment-key': {
      label: 'key of an environment',
      about: 'key that names its environment',
      detect: [
        prefixed(
          'prefixed-environment-key',
          'Key that names its environment',
          ['live', 'test', 'prod', 'sandbox'],
          ['KEY=acme_live_{A-Za-z0-9:28}', '"xy_test_{A-Za-z0-9:32}"', 'acme-prod-{a-z0-9:30}'],
        ),
      ],
    },
    'typed-key': {
      label: 'key of a named kind',
      about: 'key that names its kind',
      detect: [
        prefixed(
          'prefixed-typed-key',
          'Key that names its kind',
          ['sk', 'pat', 'api', 'api03', 'key', 'secret', 'token', 'v1', 'pk', 'oat', 'svc', 'user'],
          [
            'acme-api03-{A-Za-z0-9:28}',
            '"acme_pat_{A-Za-z0-9:32}"',
            'sk-{A-Za-z0-9:30}',
            'key-{a-z0-9:28}.{A-Za-z0-9:12}',
          ],
        ),
      ],
    },
  },
})
