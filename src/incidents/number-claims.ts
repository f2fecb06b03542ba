/**
 * Finds what a text claims in numbers: an amount with its unit, in one spelling (`42 minute`, `3900 request`).
 * Dates, times and bare numbers are no claims.
 */
export interface NumberClaim {
  /** Number and unit in one spelling, to compare. */
  readonly claim: string
  /** As written. */
  readonly text: string
}

const UNITS: readonly (readonly [unit: string, words: string])[] = [
  ['second', 's|secs?|seconds?'],
  ['minute', 'mins?|minutes?'],
  ['hour', 'h|hrs?|hours?'],
  ['day', 'days?'],
  ['percent', '%|percent'],
  ['request', 'requests?|calls?'],
  ['record', 'records?|people|persons?|individuals?|customers?|users?|accounts?'],
  ['key', 'keys?|credentials?|passwords?|tokens?'],
  ['service', 'services?|systems?|applications?'],
  ['line', 'lines?|rows?'],
  ['gap', 'gaps?'],
]

const SPELLED = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const NUMBER = String.raw`\d+(?:[,\u00A0\u202F ]\d{3})*(?:\.\d+)?|(?:${SPELLED.slice(1).join('|')})\b`
/** Words that may stand between: `2 of our keys`, `5 different services`. */
const BETWEEN = String.raw`(?:\s+(?:of|our|the|your|its|their|other|different|affected|refused|failed|customer|log|more|such))*`
const UNIT = UNITS.map(([, words]) => words).join('|')
const CLAIM = new RegExp(
  String.raw`(?<![\d\p{L}:.-])(${NUMBER})${BETWEEN}\s*(?:and at most (${NUMBER})${BETWEEN}\s*)?(${UNIT})(?![\p{L}\d])`,
  'giu',
)

export function findClaims(text: string): NumberClaim[] {
  return [...text.matchAll(CLAIM)].flatMap(([whole, first = '', second, word = '']) => {
    const unit = UNITS.find(([, words]) => new RegExp(`^(?:${words})$`, 'i').test(word))?.[0] ?? word
    return [first, ...(second ? [second] : [])].map((number) => ({
      claim: `${valueOf(number)} ${unit}`,
      text: whole.trim(),
    }))
  })
}

function valueOf(number: string): number {
  const spelled = SPELLED.indexOf(number.toLowerCase())
  return spelled >= 0 ? spelled : Number(number.replaceAll(/[^\d.]/g, ''))
}
