/** People Data Labs: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'peopledatalabs',
  name: 'People Data Labs',
  docs: 'https://docs.peopledatalabs.com/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'peopledatalabs-api-key',
          about: 'People Data Labs API key',
          names: ['people data labs'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
