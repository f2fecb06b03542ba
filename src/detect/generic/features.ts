/** A candidate as numbers, in the order that the model was trained on: its value, its name, its surroundings. Pure. */
import type { Candidate, Family } from './assignment.ts'
import { CandidateReading, MARK } from './candidate-reading.ts'
import { endsInOther, wordsOf } from './name-reading.ts'
import { SHAPE_FEATURES } from './text-shape.ts'

const FAMILIES: readonly Family[] = ['password', 'token', 'secret', 'key', 'auth']
const flag = (condition: boolean): number => (condition ? 1 : 0)
const has = (text: string, pattern: RegExp): number => flag(pattern.test(text))
const marked = (marks: number, mark: number): number => flag((marks & mark) !== 0)

/** How much of a text is prose: blanks between two small letters. Lists of translations are, configuration is not. */
function prose(text: string): number {
  let blanks = 0
  for (let at = text.indexOf(' ', 1); at > 0; at = text.indexOf(' ', at + 1)) {
    if (isSmall(text.charCodeAt(at + 1)) && (isSmall(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === 0x2c))
      blanks++
  }
  return Math.min(1, (8 * blanks) / Math.max(40, text.length))
}

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a

const occurs = (text: string, value: string): number => flag(value.length > 2 && text.includes(value))

/** The share of the value's words that stand in the text, too. */
function sharedWords(value: string, text: string): number {
  const words = value.toLowerCase().match(/[a-z]{4,}/g)
  if (words === null) return 0
  const low = text.toLowerCase()
  return words.filter((word) => low.includes(word)).length / words.length
}

type Measure = (candidate: Candidate, reading: CandidateReading) => number

const CONTEXT_FEATURES: Readonly<Record<string, Measure>> = {
  ...Object.fromEntries(FAMILIES.map((family) => [family, (one: Candidate) => flag(one.family === family)])),
  nameLength: ({ name }) => Math.min(60, name.length),
  restLength: ({ rest }) => rest.length,
  restIsNumber: ({ rest }) => has(rest, /^_?\d+$/),
  notTheValue: (_, { name }) => name.notTheValue,
  notTheValueLast: ({ rest }) => flag(endsInOther(rest)),
  public: (_, { name }) => name.public,
  strong: (_, { name }) => name.strong,
  api: (_, { name }) => name.api,
  id: (_, { name }) => name.id,
  isTrialName: (_, { name }) => name.trial,
  capitals: ({ name }) => has(name, /^[A-Z][A-Z0-9_]+$/),
  dottedName: ({ name }) => flag(name.includes('.')),
  ownLength: ({ own }) => Math.min(40, own.length),
  isAssigned: ({ sign }) => flag(sign === '='),
  isColon: ({ sign }) => flag(sign === ':'),
  isArrow: ({ sign }) => flag(sign === '=>' || sign === '->' || sign === ':='),
  isArgument: ({ sign }) => flag(sign === '(' || sign === ','),
  isBlank: ({ sign }) => flag(sign === ''),
  quoted: ({ quote }) => flag(quote !== ''),
  doubleQuoted: ({ quote }) => flag(quote === '"'),
  singleQuoted: ({ quote }) => flag(quote === "'"),
  nameQuoted: ({ before }) => has(before, /["'`]$/),
  isQuery: ({ before, sign }) => flag(sign === '=' && /[?&]$/.test(before)),
  isComment: ({ before }) => has(before, /^\s*(?:\/\/|#|\*|--|;|<!--|\/\*)/),
  lineStart: ({ before }) =>
    has(
      before,
      /^\s*(?:[-+]\s*)?(?:export\s+|set\s+|const\s+|let\s+|var\s+|final\s+|private\s+|public\s+|static\s+|String\s+)*["']?$/,
    ),
  beforeLength: ({ before }) => before.trimStart().length,
  indent: ({ before }) => before.length - before.trimStart().length,
  isCodeLine: ({ before }) =>
    has(before, /\b(?:if|return|function|def|func|class|import|for|while|throw|new|case|struct|interface)\b/),
  isNextMember: ({ wrap }) => flag(wrap !== '' && /value|default/i.test(wrap)),
  isOtherwise: ({ wrap }) => flag(wrap !== '' && /["'`].*["'`].*(?:,|\|\||\?\?|or|\?:)|process\.env|^\$\{/.test(wrap)),
  isWrapped: ({ wrap }) => flag(wrap.endsWith('(')),
  closed: ({ after, quote }) => flag(quote !== '' && /^\\?["'`]/.test(after)),
  endsLine: ({ after }) => has(after, /^\\?["'`]?[\s,;)}\]]*$/),
  commaAfter: ({ after }) => has(after, /^\\?["'`]?,/),
  bracketAfter: ({ after }) => has(after, /^\\?["'`]?\s*[)\]}]/),
  commentAfter: ({ after }) => has(after, /(?:\/\/|#|\/\*|<!--)/),
  afterLength: ({ after }) => after.length,
  isTestLine: (_, { line }) => marked(line, MARK.test | MARK.sample),
  isUserLine: (_, { line }) => marked(line, MARK.user | MARK.place),
  isHashed: (_, { line, own }) => marked(line | own, MARK.hash),
  isPublicLine: (_, { line, own }) => marked(line | own, MARK.public),
  userAbove: (_, { above }) => marked(above, MARK.user),
  userBelow: (_, { below }) => marked(below, MARK.user),
  placeNear: (_, { above, below }) => marked(above | below, MARK.place),
  credentialAbove: (_, { above }) => marked(above, MARK.credential),
  credentialBelow: (_, { below }) => marked(below, MARK.credential),
  testNear: (_, { above, below }) => marked(above | below, MARK.test),
  hashNear: (_, { above, below }) => marked(above | below, MARK.hash),
  cryptNear: (_, { above, below }) => marked(above | below, MARK.crypt),
  labelNear: (_, { above, below, line }) => marked(above | below | line, MARK.label),
  nonAsciiNear: (_, { above, below, line }) => marked(above | below | line, MARK.noAscii),
  proseLine: ({ before, after }) => prose(before) + prose(after),
  proseNear: ({ above, below }) => prose(above) + prose(below),
  valueOnLine: ({ before, after, value }) => occurs(before, value) || occurs(after, value),
  valueNear: ({ above, below, value }) => occurs(above, value) || occurs(below, value),
  sharesWord: ({ name, before, after, value }, { value: { counts } }) =>
    counts.longestLetters < 4 ? 0 : sharedWords(value, `${before} ${name} ${after}`),
  sharesWordNear: ({ above, below, value }, { value: { counts } }) =>
    counts.longestLetters < 4 ? 0 : sharedWords(value, `${above} ${below}`),
  valueIsName: ({ value }, { name }) => flag(name.words.endsWith(wordsOf(value) || '\0')),
  valueHoldsWord: ({ value }) => has(value, /pass|pwd|token|secret|key|auth|cred/i),
  valueHoldsName: ({ name, value }) => flag(name.length > 3 && value.toLowerCase().includes(name.toLowerCase())),
}

export const FEATURE_NAMES: readonly string[] = [...Object.keys(SHAPE_FEATURES), ...Object.keys(CONTEXT_FEATURES)]

const SHAPE_MEASURES = Object.values(SHAPE_FEATURES)
const CONTEXT_MEASURES = Object.values(CONTEXT_FEATURES)

export function featuresOf(candidate: Candidate): number[] {
  const features = new LazyFeatures()
  features.take(candidate)
  return FEATURE_NAMES.map((_, feature) => features.measure(feature))
}

/** Features of one candidate, which whoever asks for the first time has measured. One object serves one candidate after another. */
export class LazyFeatures {
  /** Not a number: nobody asked for it yet. */
  readonly known = new Float64Array(FEATURE_NAMES.length)
  readonly #reading = new CandidateReading()
  #candidate: Candidate | undefined

  take(candidate: Candidate): void {
    this.#candidate = candidate
    this.#reading.take(candidate)
    this.known.fill(NaN)
  }

  measure(feature: number): number {
    return (this.known[feature] = this.#measured(feature))
  }

  #measured(feature: number): number {
    const shape = SHAPE_MEASURES[feature]
    if (shape !== undefined) return shape(this.#reading.value)
    const context = CONTEXT_MEASURES[feature - SHAPE_MEASURES.length]
    if (context === undefined || this.#candidate === undefined) throw new RangeError('no such feature')
    return context(this.#candidate, this.#reading)
  }
}
