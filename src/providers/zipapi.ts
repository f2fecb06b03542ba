/** ZipAPI: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zipapi',
  name: 'ZipAPI',
  docs: 'https://service.zipapi.us',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zipapi-api-key',
          about: 'ZipAPI API key',
          names: ['zip api'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
