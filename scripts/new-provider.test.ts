import { expect, test } from 'vitest'
import { findMistake, type NewProvider, providerSource } from './new-provider.ts'

const acme: NewProvider = {
  id: 'acme-pay',
  name: "Acme's Pay",
  docs: 'https://acme.example/docs',
  label: 'API key',
  key: 'acme_live_[a-z0-9]{24}',
  beside: [],
  common: false,
}

test('a key with a text of its own becomes a provider file of the house form', () => {
  expect(findMistake(acme)).toBeUndefined()
  expect(providerSource(acme)).toBe(`/** Acme's Pay: API keys begin with \`acme_live_\`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'acme-pay',
  name: 'Acme\\'s Pay',
  docs: 'https://acme.example/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'acme-pay-api-key',
          about: 'Acme\\'s Pay API key',
          key: /acme_live_[a-z0-9]{24}/,
        }),
      ],
    },
  },
})
`)
})

test('a key without one stands beside a name', () => {
  const source = providerSource({ ...acme, key: '[a-f0-9]{32}', beside: ['acme pay', 'acmepay'], common: true })
  expect(source).toContain('keyBesideName({')
  expect(source).toContain("names: ['acme pay', 'acmepay'],\n          key: /[a-f0-9]{32}/,\n          common: true,")
})

test('mistakes are told before a file is written', () => {
  expect(findMistake({ ...acme, id: 'Acme_Pay' })).toContain('no file name')
  for (const name of ['', ' ', 'a */ b', 'a\nb', 'a | b', 'x'.repeat(60)]) {
    expect(findMistake({ ...acme, name }), name).toContain('the name is a line')
  }
  expect(findMistake({ ...acme, docs: 'acme.example' })).toContain('https://')
  expect(findMistake({ ...acme, label: 'k' })).toContain('what texts call the key')
  expect(findMistake({ ...acme, key: '[a-f0-9]{32}' })).toContain('--beside')
  expect(findMistake({ ...acme, key: '(a+)+' })).toContain('cannot read the key pattern')
})
