/** Abstract: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'abstract-api',
  name: 'Abstract',
  docs: 'https://docs.abstractapi.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'abstract-api-api-key',
          about: 'Abstract API key',
          names: ['abstractapi', 'abstract api'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
