/** Moderation API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'moderation',
  name: 'Moderation API',
  docs: 'https://docs.moderationapi.com',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'moderation-api-key',
          about: 'Moderation API key',
          names: ['moderation', 'moderation api'],
          common: true,
          key: /[A-Za-z0-9]{36}\.[A-Za-z0-9]{115}\.[A-Za-z0-9_]{43}/,
        }),
      ],
    },
  },
})
