/** Fullstory: API keys with a text of their own; API keys, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fullstory',
  name: 'Fullstory',
  docs: 'https://developer.fullstory.com/server/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'fullstory-api-key',
          about: 'Fullstory API key',
          key: /(?:na1|eu1)\.[A-Za-z0-9+/]{80,120}={0,2}/,
        }),
      ],
    },
    'named-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'fullstory-named-key',
          about: 'Fullstory API key',
          names: ['fullstory', 'fs api'],
          key: /(?:na1|eu1)\.[A-Za-z0-9+/=]{20,120}/,
        }),
      ],
    },
    'legacy-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'fullstory-legacy-key',
          about: 'Fullstory API key',
          names: ['fullstory'],
          key: /[A-Za-z0-9+/]{88}/,
        }),
      ],
    },
  },
})
