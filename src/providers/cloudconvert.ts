/** CloudConvert: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudconvert',
  name: 'CloudConvert',
  docs: 'https://cloudconvert.com/api/v2',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloudconvert-api-key',
          about: 'CloudConvert API key',
          names: ['cloudconvert', 'cloud convert'],
          key: /eyJ[A-Za-z0-9_-]{30,100}\.eyJ[A-Za-z0-9_-]{200,500}\.[A-Za-z0-9_-]{600,700}/,
        }),
      ],
    },
  },
})
