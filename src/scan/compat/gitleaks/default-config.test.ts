/** Our catalogue in the place of gitleaks' built-in rules: names, changes by a configuration, positions. */
import { expect, test } from 'vitest'
import { expandTemplate } from '../../../detect/expand-template.ts'
import { loadConfigText } from './config.ts'
import { defaultConfig, isGitleaksId } from './default-config.ts'
import { GITLEAKS_RULE_IDS } from './default-ids.ts'
import { gitleaksNames } from './default-names.ts'
import { detectFragment } from './detect.ts'

const SLACK_USER = expandTemplate('xoxp-{0-9:12}-{0-9:12}-{0-9:12}-{a-z0-9:32}')
const SLACK_BOT = expandTemplate('xoxb-{0-9:12}-{0-9:12}-{a-zA-Z0-9:24}')

function detect(raw: string, toml = '[extend]\nuseDefault = true\n', path = 'src/a.js') {
  const warnings: string[] = []
  const { rules, allowlists } = loadConfigText(toml, 'config', {
    defaults: defaultConfig,
    readFile: () => '',
    onWarning: (message) => warnings.push(message),
    isKnownId: isGitleaksId,
  })
  const fragment = { raw, path, symlink: '', windowsPath: '', commit: '', startLine: 1 }
  const findings = detectFragment(fragment, { rules: [...rules.values()], allowlists, maxDecodeDepth: 1 })
  return { findings, ids: findings.map(({ ruleId }) => ruleId), warnings }
}

test('a key is reported under the name that gitleaks has for its kind', () => {
  expect(detect(`a = "${SLACK_USER}"\n`).ids).toEqual(['slack-user-token'])
  expect(detect(`a = "${SLACK_BOT}"\n`).ids).toEqual(['slack-bot-token'])
})

test('every name that is not ours is one of gitleaks', () => {
  const known = (id: string): boolean => GITLEAKS_RULE_IDS.has(id)
  const wrong = [...defaultConfig().rules.keys()].filter((id) => gitleaksNames(id)[0] !== id && !known(id))
  expect(wrong).toEqual([])
})

test('a configuration switches a kind off, allows a part, and lays its own pattern over ours', () => {
  const both = `a = "${SLACK_USER}"\nb = "${SLACK_BOT}"\n`
  expect(detect(both, '[extend]\nuseDefault = true\ndisabledRules = ["slack-bot-token"]\n').ids).toEqual([
    'slack-user-token',
  ])
  const allow = `[extend]\nuseDefault = true\n[[allowlists]]\ntargetRules = ["slack-user-token"]\nregexTarget = "line"\nregexes = ['''^\\s*a = ''']\n`
  expect(detect(both, allow).ids).toEqual(['slack-bot-token'])
  const own = `[extend]\nuseDefault = true\n[[rules]]\nid = "slack-user-token"\nregex = '''b = "(xoxb-[^"]+)"'''\nkeywords = ["b ="]\n`
  const { findings } = detect(both, own)
  expect(findings.find(({ ruleId }) => ruleId === 'slack-user-token')?.secret).toBe(SLACK_BOT)
})

test('positions are told in bytes behind text that is no ASCII, and a decoded key has its tags', () => {
  const { findings } = detect(`é = "ü"; token = "${SLACK_USER}"`)
  expect(findings).toMatchObject([{ startLine: 1, startColumn: 21, endColumn: 20 + SLACK_USER.length }])
  const packed = detect(`x: ${Buffer.from(SLACK_USER).toString('base64')}`)
  expect(packed.findings).toMatchObject([
    { ruleId: 'slack-user-token', tags: ['decoded:base64', 'decode-depth:1'], secret: SLACK_USER },
  ])
})

test('what the pattern takes in around a key is its match', () => {
  const password = expandTemplate('{a-zA-Z0-9:20}')
  const { findings } = detect(`db_password = "${password}"\n`)
  expect(findings).toMatchObject([{ ruleId: 'generic-api-key', secret: password }])
  expect(findings[0]?.match).toContain('password')
})

test('paths that hold nobody’s own leaks are passed over', () => {
  for (const path of ['package-lock.json', 'node_modules/x/a.js', 'logo.svg', 'a/vendor/github.com/x/y.go'])
    expect(detect(`a = "${SLACK_USER}"\n`, undefined, path).ids).toEqual([])
})
