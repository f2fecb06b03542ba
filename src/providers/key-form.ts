/**
 * Makes the `detect` entries of the two forms that most keys have: a text of its own (`acme_live_…`), and characters
 * without a mark that only the provider's name beside them tells. Samples and look-alikes come from the form, so a
 * provider file states facts only: names, length, alphabet. A form that these words cannot say is written as a
 * `Detect` of its own.
 */
import { surprise } from '../detect/generic/surprise.ts'
import { findPlaceholder } from '../detect/placeholder.ts'
import { isMadeOfWords, judgeNamed, type NamedForm } from './judge-named.ts'
import {
  boundaryBehind,
  fixedTexts,
  type KeyPattern,
  leastEntropy,
  readKeyPattern,
  sampleOf,
  shortSampleOf,
} from './key-pattern.ts'
import { lazyDetect, type LazyParts } from './lazy-detect.ts'
import type { Detect, Judgement } from './provider.ts'

interface Form extends Pick<Detect, 'rule' | 'about' | 'partners' | 'part'> {
  /** `/[a-f0-9]{32}/`, `/pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/`: key-pattern.ts says what may stand here. */
  readonly key: RegExp
  /** Bits per character. Default: what random characters of this form have nearly always. */
  readonly minEntropy?: number
  /** More proof from the key itself: a checksum, an embedded id. */
  readonly judge?: (secret: string) => Judgement
}

export interface NamedKey extends Form {
  /** How people write the provider: `code climate` stands for codeclimate, code-climate and CODE_CLIMATE, too. */
  readonly names: readonly string[]
  /** The name is a word of the language or part of other names: it must stand alone, with a word as `key` behind it. */
  readonly common?: true
}

/** Bytes between the name and the key: a line of code, or a line break and the next. */
const MAX_GAP = 64
/** Characters by which a key may be longer than its form says. */
const MAX_MORE = 16
/** What may be written right behind a name that is a word: `boxToken`, `boxApiKey`. */
const KEY_WORDS = 'api|app|key|token|secret|access|private|auth|client|pass'
/** What ids and hashes are made of, too: hex, and the groups of a UUID. */
const HEX_OR_GROUPS =
  /^(?:\[a-f0-9\]\{\d+\}(?:-|$))+$|^\[(?:a-z0-9|a-f0-9)\]\{\d+\}\(\?:-\[(?:a-z0-9|a-f0-9)\]\{4\}\)\{3\}-\[(?:a-z0-9|a-f0-9)\]\{12\}$/
/** A UUID, in the two ways that a pattern writes it. */
const UUID =
  /^\[a-f0-9\]\{8\}(?:-\[a-f0-9\]\{4\}-\[a-f0-9\]\{4\}-\[a-f0-9\]\{4\}|\(\?:-\[a-f0-9\]\{4\}\)\{3\})-\[a-f0-9\]\{12\}$/
const DIGITS = /^(?:\[0-9\]|\\d)\{\d+(?:,\d+)?\}$/
const SEPARATORS = ['', ' ', '_', '-', '.'] as const

/**
 * A key without a mark of its own, near the name of its provider. Found in any letters: programs change them. Where hex is
 * known, other letters are taken, too, and graded lower: providers change what keys are made of more often than their length.
 */
export function keyBesideName(own: NamedKey): Detect {
  return remember(
    lazyDetect(own, () => besideName(own)),
    own,
  )
}

function besideName({ key, names, common, minEntropy, judge }: Omit<NamedKey, 'rule' | 'about'>): LazyParts {
  const form = readKeyPattern(key.source)
  const spelled = `(?:${names.map(spelling).join('|')})`
  const name = common === true ? `(?<![a-z])${spelled}(?=[^a-z]|${KEY_WORDS})` : spelled
  const known: NamedForm = {
    exact: new RegExp(`^(?:${key.source})$`),
    alphabet: new RegExp(`^(?:${key.source})$`, 'i'),
    common: common === true,
    plain: HEX_OR_GROUPS.test(key.source),
    digits: DIGITS.test(key.source),
    longest: form.longest,
  }
  const wider = UUID.test(key.source)
    ? '[a-z0-9][a-z0-9-]{34}[a-z0-9]'
    : key.source.replaceAll('a-f0-9', 'a-z0-9') + longerBy(form)
  const word = (names[0] as string).replaceAll(/[ .]/g, '_')
  return {
    pattern: new RegExp(
      `${name}(?<between>[^]{0,${MAX_GAP}}?)(?<![A-Za-z0-9]|[A-Za-z0-9]_)(?<secret>${wider})${boundaryBehind(form)}`,
      'i',
    ),
    literals: names.flatMap((text) =>
      text.includes(' ') ? SEPARATORS.map((separator) => text.replaceAll(' ', separator)) : [text],
    ),
    minEntropy: minEntropy ?? leastEntropy(form),
    window: { before: 64, after: 64 + MAX_GAP + form.longest + MAX_MORE },
    judge: (secret, match) => {
      const named = judgeNamed(secret, match.groups?.['between'] ?? '', known)
      return judge === undefined || !named.keep ? named : both(named, judge(secret))
    },
    get examples() {
      const sample = sampleOf(form)
      return [
        `${word.toUpperCase()}_API_KEY=${sample}`,
        `{"config.ini": "${word.toUpperCase()}_TOKEN=${sample}\\nDEBUG=1"}`,
        `'${word}_secret' => '${sample}'`,
        `${names[0] as string}:\n  token: "${sample}"`,
      ]
    },
    get lookalikes() {
      return [`${word}_api_key = ${shortSampleOf(form)}`, `OTHER_KEY=${sampleOf(form)}`]
    },
  }
}

/** What may follow a key of one run of letters and digits: providers make their keys longer now and then. */
function longerBy({ parts }: KeyPattern): string {
  const { characters = '', least = 0 } = parts.length === 1 ? (parts[0] ?? {}) : {}
  // With a dash among them the words before the key would be taken for a part of it.
  return /^[A-Za-z0-9-]*[A-Za-z0-9]$/.test(characters) && least >= 16 && !DIGITS.test(`[${characters}]{1}`)
    ? `(?:[A-Za-z0-9]{1,${MAX_MORE}})?`
    : ''
}

/** A name of up to four letters stands in random text by chance, so nothing but a separator may stand before it. */
function spelling(name: string): string {
  const spelled = name.replaceAll(/[.+$()]/g, '\\$&').replaceAll(' ', '[ _.-]?')
  return name.length <= 4 ? `(?<![a-z0-9])${spelled}` : spelled
}

/** Whether a rule of `keyBesideName` made this pattern: the key has no text of its own. */
export function isKnownByName(pattern: RegExp): boolean {
  return pattern.source.includes('(?<between>')
}

function both(first: Judgement, second: Judgement): Judgement {
  if (!second.keep) return second
  return { keep: true, score: (first.score ?? 0) + (second.score ?? 0), reason: `${second.reason}; ${first.reason}` }
}

/** A key that its own text tells: a published beginning, then a fixed length of a fixed alphabet. */
export function fixedKey(own: Form): Detect {
  return remember(
    lazyDetect(own, () => fixed(own)),
    own,
  )
}

function fixed({ key, minEntropy, judge }: Omit<Form, 'rule' | 'about'>): LazyParts {
  const form = readKeyPattern(key.source)
  return {
    pattern: new RegExp(`(?<![A-Za-z0-9])(?<secret>${key.source})${boundaryBehind(form)}`),
    literals: [...new Set(fixedTexts(form).map((text) => text.toLowerCase()))],
    minEntropy: minEntropy ?? leastEntropy(form),
    ...windowOf(form),
    judge,
    get examples() {
      return [`KEY=${sampleOf(form)}`, `"${sampleOf(form)}"`, `--token ${sampleOf(form)} --verbose`]
    },
    get lookalikes() {
      return [shortSampleOf(form), `q${sampleOf(form)}`]
    },
  }
}

/** A form as plain data. One with `names` is a key beside a name. */
export interface KeyForm {
  readonly key: string
  readonly names?: readonly string[]
  readonly common?: true
  readonly minEntropy?: number
}

const forms = new WeakMap<Detect, KeyForm>()

function remember(detect: Detect, own: Form & Partial<Pick<NamedKey, 'names' | 'common'>>): Detect {
  const { key, names, common, minEntropy, judge } = own
  if (judge !== undefined) return detect
  forms.set(detect, {
    key: key.source,
    ...(names === undefined ? {} : { names }),
    ...(common === undefined ? {} : { common }),
    ...(minEntropy === undefined ? {} : { minEntropy }),
  })
  return detect
}

/** What says all of this rule; undefined for one that no form made, or not alone. */
export function formOf(detect: Detect): KeyForm | undefined {
  return forms.get(detect)
}

/** What the form of `formOf` makes of a rule. */
export function partsOfForm({ key, names, ...more }: KeyForm): LazyParts {
  const form = { key: new RegExp(key), ...more }
  return names === undefined ? fixed(form) : besideName({ ...form, names })
}

/** A checksum that is wrong is graded low and hides nothing: whoever pasted a token may have cut it. */
export function judgeChecksum(isRight: boolean): Judgement {
  return isRight
    ? { keep: true, score: 20, reason: 'the checksum is right' }
    : { keep: true, score: -40, reason: 'the checksum is wrong: nobody issued this' }
}

/** For beginnings that names in programs have, too (`ptr_…`): a random key has digits and letters of both cases. */
export function judgeMixed(secret: string): Judgement {
  const keep = /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret)
  return { keep, reason: keep ? 'digits and letters of both cases' : 'a name, not a key' }
}

/** For beginnings that may stand before a name in a program (`STS.assumeRole…`). */
export function judgeNotWords(secret: string): Judgement {
  const isWords = isMadeOfWords(secret)
  return { keep: !isWords, reason: isWords ? 'words, not a key' : 'no words' }
}

/** Below it letters follow each other as in words; random ones have seven bits and more. */
const NOISE_FROM = 6
/** A name has a number or two; in random characters letters and digits take turns. */
const TURNS_FROM = 5

/** Whether the pieces of a text are noise, or one of at least `least` characters counts up, as in documentation. */
export function isNoise(text: string, least: number): boolean {
  const pieces = text.split(/[_-]/)
  return (
    surprise(pieces.join('')) >= NOISE_FROM ||
    pieces.some((piece) => piece.length >= least && findPlaceholder(piece)?.mayHaveForm === true)
  )
}

/** For what stands where a key is expected: names of people, machines and apps do not look like this. */
export function looksRandom(text: string, least: number): boolean {
  return (text.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0) >= TURNS_FROM || isNoise(text, least)
}

function windowOf({ longest }: KeyPattern): Pick<Detect, 'window'> {
  return longest > 400 ? { window: { before: 16, after: longest + 16 } } : {}
}
