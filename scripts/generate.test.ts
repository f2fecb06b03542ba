import { Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { options } from '../src/config/options.ts'
import { parseScanSettings } from '../src/scan/user-rules/scan-settings.ts'
import { configSchema } from './generate-config-schema.ts'
import { option } from '../src/config/option.ts'
import { apiTypes } from './generate-api-types.ts'
import { errorPage } from './generate-errors.ts'
import { optionPage } from './generate-options.ts'
import { providerPage } from './generate-provider-page.ts'
import { fixedKey, keyBesideName } from '../src/providers/key-form.ts'

test('schemas become interfaces: references by name, literals, null, optional, arrays, nested objects', () => {
  const Level = Type.Object({ level: Type.Union([Type.Literal('high'), Type.Literal('low')]) }, { title: 'Level' })
  const Room = Type.Object(
    {
      level: Level,
      levels: Type.Array(Level),
      note: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      mixed: Type.Array(Type.Union([Type.Integer(), Type.Boolean()])),
      place: Type.Object({ line: Type.Integer(), 'file-name': Type.String() }),
    },
    { title: 'Room' },
  )
  expect(apiTypes([Room, Level]).split('*/\n')[1]).toBe(`
export interface Level {
  level: 'high' | 'low'
}

export interface Room {
  level: Level
  levels: Level[]
  note?: string | null
  mixed: (number | boolean)[]
  place: { line: number; 'file-name': string }
}
`)
})

test('a schema that has no TypeScript form here is refused, and so is nothing at all', () => {
  const odd = Type.Object({ when: Type.Date() }, { title: 'Odd' })
  expect(() => apiTypes([odd])).toThrow('kind Date')
  expect(() => apiTypes([Type.Object({})])).toThrow('nothing to generate')
})

test('errors are listed by code, and one code cannot have two meanings', () => {
  const spec = { status: 409, exit: 3, hint: 'Wait.', retryable: true }
  const page = errorPage([
    { ...spec, code: 'B_LATER', folder: 'rotate' },
    { ...spec, code: 'A_FIRST', folder: 'scan' },
  ])
  expect(page.indexOf('## A_FIRST')).toBeLessThan(page.indexOf('## B_LATER'))
  expect(page).toContain('Exit code 3, HTTP status 409. The same call may succeed later. Declared in `src/scan`.')
  const twice = [
    { ...spec, code: 'SAME', folder: 'scan' },
    { ...spec, code: 'SAME', folder: 'rotate' },
  ]
  expect(() => errorPage(twice)).toThrow('SAME is declared in')
})

test('an option shows what it takes, its default, flag and variable', () => {
  const page = optionPage([option('server.port', { type: 'port', default: 7373, flag: 'port', about: 'Port.' })])
  expect(page).toContain('| port (0 to 65535) | `7373` | `--port` | `REKEY_SERVER_PORT` |')
})

test('the page of providers shows what their files can do, and nothing else', () => {
  const live = fixedKey({ rule: 'acme-live', about: 'Acme key', key: /acme_live_[a-z0-9]{24}/ })
  const token = keyBesideName({ rule: 'acme-token', about: 'Acme token', names: ['acme'], key: /[a-f0-9]{32}/ })
  const secret = {
    label: 'secret',
    about: 'secret',
    detect: [live, token],
    verify: async () => ({ state: 'live' }) as const,
  }
  const page = providerPage([{ id: 'acme', name: 'Acme', docs: 'https://acme.example/', keys: { secret } }])
  expect(page).toContain(
    '| [Acme](https://acme.example/) | `acme-live`, `acme-token` (by name) | yes |  |  | *documentation* |',
  )
  const compared = { 'api-key': { ...secret, label: 'API key' }, other: secret }
  const known = providerPage([{ id: 'openai', name: 'OpenAI', docs: 'https://openai.example/', keys: compared }])
  expect(known).toMatch(/\| API key: `openai@\d[\d.]+`; secret: \*documentation\* \|/)
  expect(known).toContain('Of 2 kinds of keys that can be asked about, 1 were compared')
})

test('the schema of rekey.yaml allows what its readers allow, and refuses what they refuse', () => {
  const isValid = new Ajv({ strict: false }).compile(configSchema(options))
  const judge = (yaml: string): boolean => isValid(parse(yaml))
  const good = `
server: { port: 7373 }
rotation: { quiet: 30s }
scan:
  rules:
    - { id: a, regex: x, keywords: [x], required: { id: b }, verify: { url: 'https://a.example/me?u={b}', dead: [401] } }
    - { id: b, regex: y, skipReport: true }
  policy: [{ rule: a, reason: made up }]
  verify: { requests-per-minute: 30, timeout: 5s, hosts: [a.example], off: openai }
`
  expect(judge(good)).toBe(true)
  expect(() => parseScanSettings(good, 'rekey.yaml')).not.toThrow()
  const bad = [
    'scan: { rules: [{ id: a, regex: x, entropy: lots }] }',
    'scan: { rules: [{ id: a, regexp: x }] }',
    "scan: { rules: [{ id: a, regex: x, verify: { url: 'http://a.example' } }] }",
    'scan: { policy: [{ rule: a }] }',
    'scan: { verify: { requests-per-minute: 0 } }',
    'scan: { verify: { timeout: 5 } }',
  ]
  for (const yaml of bad) {
    expect(judge(yaml), yaml).toBe(false)
    expect(() => parseScanSettings(yaml, 'rekey.yaml'), yaml).toThrow('rekey.yaml:1:')
  }
  expect(judge('server: { prt: 1 }')).toBe(false)
})
