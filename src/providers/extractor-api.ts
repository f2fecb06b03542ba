/** ExtractorAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'extractor-api',
  name: 'ExtractorAPI',
  docs: 'https://extractorapi.com/documentation/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'extractor-api-api-key',
          about: 'ExtractorAPI API key',
          names: ['extractorapi', 'extractor api'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
