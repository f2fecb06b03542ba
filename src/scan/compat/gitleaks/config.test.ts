/** What a configuration may say, how one extends another, and gitleaks' words for each mistake. */
import { expect, test } from 'vitest'
import { loadConfigText, type GitleaksConfig } from './config.ts'

const RULE = `[[rules]]\nid = "a"\nregex = '''a(b)'''\n`

function load(text: string, files: Record<string, string> = {}): GitleaksConfig & { warnings: string[] } {
  const warnings: string[] = []
  const config = loadConfigText(text, 'config', {
    defaults: () => loadConfigText(files['default'] ?? RULE, 'default', options),
    readFile: (path) => files[path] ?? '',
    onWarning: (message) => warnings.push(message),
  })
  return { ...config, warnings }
}
const options = { defaults: () => load(''), readFile: () => '', onWarning: () => undefined }

const ALLOWLIST_EMPTY = 'must contain at least one check for: commits, paths, regexes, or stopwords'

test.each([
  [
    `[[rules]]\nid = " "\nregex = "x"\npath = "y"\ndescription = "d"`,
    'rule |id| is missing or empty, description: d, regex: x, path: y',
  ],
  [`[[rules]]\nid = "a"`, 'a: both |regex| and |path| are empty, this rule will have no effect'],
  [`${RULE}secretGroup = 2`, 'a: invalid regex secret group 2, max regex secret group 1'],
  [`${RULE}[[rules.required]]\nwithinLines = 3`, 'a: [[rules.required]] rule ID is empty'],
  [`${RULE}[[rules.required]]\nid = "b"`, "a: [[rules.required]] rule ID 'b' does not exist"],
  [
    `${RULE}[[rules.allowlists]]\ncondition = "nor"\npaths = ["x"]`,
    "a: [[rules.allowlists]] unknown allowlist |condition| 'nor' (expected 'and', 'or')",
  ],
  [
    `${RULE}[[rules.allowlists]]\nregexTarget = "file"\npaths = ["x"]`,
    "a: [[rules.allowlists]] unknown allowlist |regexTarget| 'file' (expected 'match', 'line')",
  ],
  [`${RULE}[rules.allowlist]`, `a: [[rules.allowlists]] ${ALLOWLIST_EMPTY}`],
  [
    `${RULE}[rules.allowlist]\npaths = ["x"]\n[[rules.allowlists]]\npaths = ["y"]`,
    'a: [rules.allowlist] is deprecated, it cannot be used alongside [[rules.allowlist]]',
  ],
  [`[allowlist]\ndescription = "none"`, `[[allowlists]] ${ALLOWLIST_EMPTY}`],
  [`minVersion = "soon"`, "invalid minVersion 'soon': Malformed version: soon"],
  [
    `rules = "x"\nallowlists = 3\nextend = []`,
    "3 error(s) decoding:\n\n* 'Allowlists[0]' expected a map, got 'int64'\n* 'Extend' expected a map, got 'slice'\n* 'Rules[0]' expected a map, got 'string'",
  ],
  [
    `[[rules]]\nid = 2020-01-01\nregex = ["a"]\nsecretGroup = "x"\nentropy = "y"\ntags = [["t"]]\nskipReport = "no"`,
    [
      '6 error(s) decoding:\n',
      "* 'Rules[0].ID' expected type 'string', got unconvertible type 'toml.LocalDate', value: '2020-01-01'",
      "* 'Rules[0].Regex' expected type 'string', got unconvertible type '[]interface {}', value: '[a]'",
      "* 'Rules[0].Tags[0]' expected type 'string', got unconvertible type '[]interface {}', value: '[t]'",
      `* cannot parse 'Rules[0].Entropy' as float: strconv.ParseFloat: parsing "y": invalid syntax`,
      `* cannot parse 'Rules[0].SecretGroup' as int: strconv.ParseInt: parsing "x": invalid syntax`,
      `* cannot parse 'Rules[0].SkipReport' as bool: strconv.ParseBool: parsing "no": invalid syntax`,
    ].join('\n'),
  ],
  [
    `[allowlist]\npaths = ["x"]\n[[allowlists]]\npaths = ["y"]`,
    '[allowlist] is deprecated, it cannot be used alongside [[allowlists]]',
  ],
  [`${RULE}[[allowlists]]\ntargetRules = ["b"]\npaths = ["x"]`, "[[allowlists]] target rule ID 'b' does not exist"],
  [
    `[extend]\nuseDefault = true\npath = "x"`,
    'unable to load config due to extend.path and extend.useDefault being set',
  ],
])('%s is refused', (text, message) => {
  expect(() => load(text)).toThrow(message)
  try {
    load(text)
  } catch (error) {
    expect((error as Error).message).toBe(message)
  }
})

test('a mistake in an extended configuration tells where it was extended', () => {
  const files = { one: '[extend]\npath = "two"', two: `${RULE}[[rules.allowlists]]` }
  expect(() => load('[extend]\npath = "one"', files)).toThrow(
    `failed to load extended config, err: failed to load extended config, err: a: [[rules.allowlists]] ${ALLOWLIST_EMPTY}`,
  )
})

test('a rule that is incomplete inside is judged when it is whole', () => {
  const outer = `[extend]\npath = "one"\n[[rules]]\nid = "a"\ndescription = "outer"`
  expect(load(outer, { one: RULE }).rules.get('a')).toMatchObject({ description: 'outer', regex: { source: 'a(b)' } })
  expect(() => load('[extend]\npath = "one"', { one: '[[rules]]\nid = "a"' })).toThrow('a: both |regex|')
})

test('two configurations stand behind one, and no third', () => {
  const rule = (id: string): string => `[[rules]]\nid = "${id}"\nregex = "${id}"\n`
  const files = {
    b: `[extend]\npath = "c"\n${rule('b')}`,
    c: `[extend]\npath = "d"\n${rule('c')}`,
    d: rule('d'),
  }
  expect(load(`[extend]\npath = "b"\n${rule('a')}`, files).order).toEqual(['a', 'b', 'c'])
})

test('outside wins where it says something, lists are joined, and what is required gets lost', () => {
  const inner = `[[rules]]\nid = "r"\ndescription = "in"\nregex = "in(x)"\nentropy = 3.5\nsecretGroup = 1\nkeywords = ["In"]\ntags = ["t1"]\n[[rules.allowlists]]\nstopwords = ["a"]\n[[rules]]\nid = "s"\nregex = "s"\n`
  const outer = `[extend]\npath = "in"\n[[rules]]\nid = "r"\nregex = "out(y)"\nskipReport = true\nkeywords = ["OUT"]\ntags = ["t2"]\n[[rules.allowlists]]\nstopwords = ["B"]\n[[rules.required]]\nid = "r"\n[[allowlists]]\npaths = ["outer"]\n`
  const { rules, order } = load(outer, { in: inner })
  expect(rules.get('r')).toMatchObject({
    description: 'in',
    regex: { source: 'out(y)' },
    entropy: 3.5,
    secretGroup: 1,
    keywords: ['in', 'out'],
    tags: ['t1', 't2'],
    allowlists: [{ stopWords: ['a'] }, { stopWords: ['b'] }],
    required: [],
    skipReport: false,
  })
  expect(order).toEqual(['r', 's'])
})

test('rules are switched off, and one that is not there is a warning', () => {
  const { rules, warnings } = load('[extend]\nuseDefault = true\ndisabledRules = ["a", "zz"]')
  expect([...rules.keys()]).toEqual([])
  expect(warnings).toEqual(["Disabled rule doesn't exist in extended config. config=default rule-id=zz"])
})

test('an allowlist with target rules is theirs alone, and of the outermost configuration only', () => {
  const targets = '[[allowlists]]\ntargetRules = ["a", "b"]\nstopwords = ["x"]\n'
  const two = `${RULE}[[rules]]\nid = "b"\nregex = "b"\n`
  const direct = load(two + targets)
  expect(direct.allowlists).toEqual([])
  expect([...direct.rules.values()].map(({ allowlists }) => allowlists.length)).toEqual([1, 1])
  const behind = load('[extend]\npath = "in"', { in: two + targets })
  expect([...behind.rules.values()].map(({ allowlists }) => allowlists.length)).toEqual([0, 0])
})

test('keys in any case, and values in loose forms', () => {
  const { rules, allowlists } = load(
    `[[Rules]]\nID = "a"\nREGEX = "x(y)"\nSecretGroup = "1"\nentropy = "2.5"\nkeywords = "A,B"\n[Allowlist]\nStopWords = ["Q", "q"]\ncondition = "&&"\nregextarget = "secret"\n`,
  )
  expect(rules.get('a')).toMatchObject({ secretGroup: 1, entropy: 2.5, keywords: ['a', 'b'] })
  expect(allowlists).toMatchObject([{ stopWords: ['q'], condition: 'AND', regexTarget: '' }])
})

test('numbers as TOML and people write them, and a table without keys, which is none', () => {
  const { rules, allowlists } = load(
    '[allowlist]\n[extend]\n' +
      ['1.5', '"0x1"', 'true', '1']
        .map((group, at) => `[[rules]]\nid = "${at}"\nregex = "(a)"\nsecretGroup = ${group}\n`)
        .join('') +
      '[[rules]]\nid = "inf"\nregex = "a"\nentropy = inf\n[[rules]]\nid = "nan"\nregex = "a"\nentropy = nan\n',
  )
  expect([...rules.values()].map(({ secretGroup }) => secretGroup)).toEqual([1, 1, 1, 1, 0, 0])
  expect([rules.get('inf')?.entropy, rules.get('nan')?.entropy]).toEqual([Infinity, NaN])
  expect(allowlists).toEqual([])
})

test('a newer version that is asked for is a warning', () => {
  expect(load('minVersion = "v8.31.0"').warnings).toEqual([
    'config requires a newer Gitleaks version... config path=config current=8.30.1 required=v8.31.0',
  ])
  for (const version of ['8.30.1', 'v8.25.0', '8', '8.30.1-rc1', ''])
    expect(load(`minVersion = "${version}"`).warnings).toEqual([])
})
