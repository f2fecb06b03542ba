/** A candidate as numbers, in the order that the model was trained on: its value, its name, its surroundings. Pure. */
import type { Candidate, Family } from './assignment.ts'
import { countCharacters, noCounts } from './count-characters.ts'
import { SHAPE_FEATURES } from './text-shape.ts'

const FAMILIES: readonly Family[] = ['password', 'token', 'secret', 'key', 'auth']
const flag = (condition: boolean): number => (condition ? 1 : 0)
const has = (text: string, pattern: RegExp): number => flag(pattern.test(text))

/** Words of a name: `dbPassword_v2` → `db password v 2`. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase()
    .trim()
}

const OTHER_NAME =
  /\b(?:field|name|names|id|ids|type|types|url|uri|urls|path|file|files|dir|length|len|size|min|max|policy|label|placeholder|hint|error|errors|err|message|msg|title|help|desc|description|regex|pattern|format|expires?|expiry|ttl|timeout|count|index|idx|prefix|suffix|header|headers|param|params|input|form|column|table|ref|arn|version|scope|scopes|status|state|enabled|disabled|required|reset|forgot|change|changed|validator|validate|strength|rules?|provider|class|endpoint|issuer|audience|algorithm|alg|method|mode|map|list|array|event|action|handler|callback|manager|service|store|storage|chain|box|ring|text|word|words|usage)\b/
const OTHER_NAMES = new RegExp(OTHER_NAME, 'g')
const OTHER_NAME_LAST = new RegExp(`${OTHER_NAME.source}$`)
const PUBLIC =
  /\b(?:public|pub|primary|foreign|sort|partition|row|col|cache|routing|object|map|lookup|group|unique|index|translation|i18n|lang|sitekey|site|recaptcha|anti ?forgery|csrf|xsrf|page|next|continuation|sync|shift|alt|ctrl|arrow|enter|escape|tab|hot|key ?board|monkey|turkey|donkey|keyword|author|authors|authority|tokenize|tokenizer)\b/
const STRONG =
  /\b(?:api ?key|access ?key|secret ?key|private ?key|client ?secret|consumer ?secret|app ?secret|auth ?token|access ?token|refresh ?token|bearer|db|database|mysql|postgres|pg|redis|mongo|rabbit|smtp|mail|ldap|root|admin|user|encryption|signing|jwt|master|service)\b/

const TRIAL_NAME =
  /\b(?:test|tests|dummy|example|sample|fake|mock|default|invalid|wrong|bad|old|new|expected|my|your|some)\b/
const USER = /user|login|e-?mail|account|root|admin/i
const PLACE = /host|server|port|url|endpoint|database|\bdb|jdbc/i
const CREDENTIAL = /pass(?:word|wd)?\b|secret|token|api_?key|credential/i

/** How much of a text is prose: blanks between two small letters. Lists of translations are, configuration is not. */
function prose(text: string): number {
  return Math.min(1, (8 * (text.match(/[a-z,] [a-z]/g)?.length ?? 0)) / Math.max(40, text.length))
}

const occurs = (text: string, value: string): number => flag(value.length > 2 && text.includes(value))

const CONTEXT_FEATURES: Readonly<Record<string, (candidate: Candidate, words: string) => number>> = {
  ...Object.fromEntries(FAMILIES.map((family) => [family, (one: Candidate) => flag(one.family === family)])),
  nameLength: ({ name }) => Math.min(60, name.length),
  restLength: ({ rest }) => rest.length,
  restIsNumber: ({ rest }) => has(rest, /^_?\d+$/),
  notTheValue: (_, words) => words.match(OTHER_NAMES)?.length ?? 0,
  notTheValueLast: ({ rest }) => has(wordsOf(rest), OTHER_NAME_LAST),
  public: (_, words) => has(words, PUBLIC),
  strong: (_, words) => has(words, STRONG),
  capitals: ({ name }) => has(name, /^[A-Z][A-Z0-9_]+$/),
  dottedName: ({ name }) => has(name, /\./),
  isAssigned: ({ sign }) => flag(sign === '='),
  isColon: ({ sign }) => flag(sign === ':'),
  isArrow: ({ sign }) => flag(sign === '=>' || sign === '->' || sign === ':='),
  isCompared: ({ sign }) => has(sign, /^[!=]==?$/),
  isArgument: ({ sign }) => flag(sign === '(' || sign === ','),
  isTag: ({ sign }) => flag(sign === '>'),
  isBlank: ({ sign }) => flag(sign === ''),
  quoted: ({ quote }) => flag(quote !== ''),
  doubleQuoted: ({ quote }) => flag(quote === '"'),
  backquoted: ({ quote }) => flag(quote === '`'),
  nameQuoted: ({ before }) => has(before, /["'`]$/),
  isFlag: ({ before, sign }) => flag(/(?:^|\s)--?$/.test(before) && (sign === '' || sign === '=')),
  isQuery: ({ before, sign }) => flag(/[?&]$/.test(before) && sign === '='),
  isComment: ({ before }) => has(before, /^\s*(?:\/\/|#|\*|--|;|<!--|\/\*)/),
  lineStart: ({ before }) =>
    has(
      before,
      /^\s*(?:[-+]\s*)?(?:export\s+|set\s+|const\s+|let\s+|var\s+|final\s+|private\s+|public\s+|static\s+|String\s+)*["']?$/,
    ),
  beforeLength: ({ before }) => before.trimStart().length,
  isTestLine: ({ before, after }) => has(before + after, /test|assert|expect|mock|example|should|fixture|spec/i),
  isCodeLine: ({ before }) =>
    has(before, /\b(?:if|return|function|def|func|class|import|for|while|throw|new|case|struct|interface)\b/),
  isUserLine: ({ before, after }) => has(before + after, /user|login|email|host|port|account|root|admin/i),
  isHashed: ({ name, before, after }) =>
    has(name + before + after, /hash|sha-?\d|md5|checksum|digest|salt|bcrypt|crypt\b|fingerprint|integrity/i),
  isPublicLine: ({ name, before }) => has(name + before, /public|pub_?key|certificate|verif|\bid\b/i),
  isI18n: ({ before, after }) =>
    has(before + after, /label|title|placeholder|message|error|translate|i18n|localiz|hint|\bt\(/i),
  closed: ({ after, quote }) => flag(quote !== '' && /^\\?["'`]/.test(after)),
  goesOn: ({ after }) => has(after, /^\\?["'`]?\s*(?:\+|\.\w|\(|\[|%|\|\|)/),
  endsLine: ({ after }) => has(after, /^\\?["'`]?[\s,;)}\]]*$/),
  afterIsCall: ({ after }) => has(after, /^\(/),
  commentAfter: ({ after }) => has(after, /(?:\/\/|#|\/\*|<!--)/),
  afterLength: ({ after }) => after.length,
  ownLength: ({ own }) => Math.min(40, own.length),
  isTrialName: (_, words) => has(words, TRIAL_NAME),
  isNextMember: ({ wrap }) => has(wrap, /value|default/i),
  isOtherwise: ({ wrap }) => has(wrap, /["'`].*["'`].*(?:,|\|\||\?\?|or|\?:)|process\.env|^\$\{/),
  isWrapped: ({ wrap }) => has(wrap, /\($/),
  isDecoded: ({ wrap }) => has(wrap, /decode|bytes|base64|hex|digest|hash|md5|sha/i),
  isNegated: ({ sign }) => flag(sign.startsWith('!')),
  singleQuoted: ({ quote }) => flag(quote === "'"),
  userAbove: ({ above }) => has(above, USER),
  userBelow: ({ below }) => has(below, USER),
  placeNear: ({ above, below }) => has(above + below, PLACE),
  credentialAbove: ({ above }) => has(above, CREDENTIAL),
  credentialBelow: ({ below }) => has(below, CREDENTIAL),
  testNear: ({ above, below }) => has(above + below, /assert|expect|should|describe\(|@Test|func Test|def test|mock/),
  proseLine: ({ before, after }) => prose(before + after),
  proseNear: ({ above, below }) => prose(above + below),
  valueOnLine: ({ before, after, value }) => occurs(before + after, value),
  valueNear: ({ above, below, value }) => occurs(above + below, value),
  valueIsName: ({ value }, words) => flag(words.endsWith(wordsOf(value) || '\0')),
  valueHoldsWord: ({ value }) => has(value, /pass|pwd|token|secret|key|auth|cred/i),
  valueHoldsName: ({ name, value }) => flag(name.length > 3 && value.toLowerCase().includes(name.toLowerCase())),
}

export const FEATURE_NAMES: readonly string[] = [...Object.keys(SHAPE_FEATURES), ...Object.keys(CONTEXT_FEATURES)]

const SHAPE_MEASURES = Object.values(SHAPE_FEATURES)
const CONTEXT_MEASURES = Object.values(CONTEXT_FEATURES)

export function featuresOf(candidate: Candidate): number[] {
  const features = new LazyFeatures(candidate)
  return FEATURE_NAMES.map((_, feature) => features.at(feature))
}

/** Features of one candidate, each measured when it is first asked for. One object serves one candidate after another. */
export class LazyFeatures {
  readonly #known = new Float64Array(FEATURE_NAMES.length)
  #candidate: Candidate
  #words: string | undefined
  readonly #counts = noCounts()
  #isCounted = false

  constructor(candidate: Candidate) {
    this.#candidate = candidate
    this.#known.fill(NaN)
  }

  take(candidate: Candidate): void {
    this.#candidate = candidate
    this.#words = undefined
    this.#isCounted = false
    this.#known.fill(NaN)
  }

  at(feature: number): number {
    const known = this.#known[feature] as number
    // Not a number: nobody asked for it yet.
    return known === known ? known : (this.#known[feature] = this.#measure(feature))
  }

  #measure(feature: number): number {
    const shape = SHAPE_MEASURES[feature]
    if (shape !== undefined) {
      if (!this.#isCounted) countCharacters(this.#candidate.value, this.#counts)
      this.#isCounted = true
      return shape(this.#candidate.value, this.#counts)
    }
    const context = CONTEXT_MEASURES[feature - SHAPE_MEASURES.length]
    if (context === undefined) throw new RangeError('no such feature')
    this.#words ??= wordsOf(this.#candidate.name)
    return context(this.#candidate, this.#words)
  }
}
