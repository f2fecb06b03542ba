/** Sendbird: API tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sendbird',
  name: 'Sendbird',
  docs: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sendbird-api-token',
          about: 'Sendbird API token',
          names: ['sendbird'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
