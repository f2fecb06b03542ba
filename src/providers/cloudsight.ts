/** CloudSight: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudsight',
  name: 'CloudSight',
  docs: 'https://docs.cloudsight.ai/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloudsight-api-key',
          about: 'CloudSight API key',
          names: ['cloudsight', 'cloud sight'],
          key: /[A-Za-z0-9_-]{20,24}/,
        }),
      ],
    },
  },
})
