/** What the name of a candidate says by its words. Names repeat: what was read last is remembered. Pure. */

const flag = (condition: boolean): number => (condition ? 1 : 0)

const OTHER_NAME =
  /\b(?:field|name|names|id|ids|type|types|url|uri|urls|path|file|files|dir|length|len|size|min|max|policy|label|placeholder|hint|error|errors|err|message|msg|title|help|desc|description|regex|pattern|format|expires?|expiry|ttl|timeout|count|index|idx|prefix|suffix|header|headers|param|params|input|form|column|table|ref|arn|version|scope|scopes|status|state|enabled|disabled|required|reset|forgot|change|changed|validator|validate|strength|rules?|provider|class|endpoint|issuer|audience|algorithm|alg|method|mode|map|list|array|event|action|handler|callback|manager|service|store|storage|chain|box|ring|text|word|words|usage)\b/
const OTHER_NAMES = new RegExp(OTHER_NAME, 'g')
const LAST_IS_OTHER = new RegExp(`${OTHER_NAME.source}$`)
const PUBLIC =
  /\b(?:public|pub|primary|foreign|sort|partition|row|col|cache|routing|object|map|lookup|group|unique|index|translation|i18n|lang|sitekey|site|recaptcha|anti ?forgery|csrf|xsrf|page|next|continuation|sync|shift|alt|ctrl|arrow|enter|escape|tab|hot|key ?board|monkey|turkey|donkey|keyword|author|authors|authority|tokenize|tokenizer)\b/
const STRONG =
  /\b(?:api ?key|access ?key|secret ?key|private ?key|client ?secret|consumer ?secret|app ?secret|auth ?token|access ?token|refresh ?token|bearer|db|database|mysql|postgres|pg|redis|mongo|rabbit|smtp|mail|ldap|root|admin|user|encryption|signing|jwt|master|service)\b/
const TRIAL =
  /\b(?:test|tests|dummy|example|sample|fake|mock|default|invalid|wrong|bad|old|new|expected|my|your|some)\b/
const API = /\b(?:api|access|client|app|consumer|bot|webhook|refresh|session|oauth)/
const ID = /\bids?\b/

export interface NameReading {
  readonly words: string
  /** How many of its words say that something else than the credential is meant: `passwordField`. */
  readonly notTheValue: number
  readonly public: number
  readonly strong: number
  readonly trial: number
  readonly api: number
  readonly id: number
}

const MAX_REMEMBERED = 2_000
const remembered = new Map<string, NameReading>()

/** Words of a name: `dbPassword_v2` → `db password v 2`. */
export function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase()
    .trim()
}

export function readName(name: string): NameReading {
  const known = remembered.get(name)
  if (known !== undefined) return known
  const words = wordsOf(name)
  const reading = {
    words,
    notTheValue: words.match(OTHER_NAMES)?.length ?? 0,
    public: flag(PUBLIC.test(words)),
    strong: flag(STRONG.test(words)),
    trial: flag(TRIAL.test(words)),
    api: flag(API.test(words)),
    id: flag(ID.test(words)),
  }
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(name, reading)
  return reading
}

/** Whether the rest of a name behind `password` ends in a word for something else: `passwordField`, `tokentype`. */
export function endsInOther(rest: string): boolean {
  return rest !== '' && LAST_IS_OTHER.test(wordsOf(rest))
}
