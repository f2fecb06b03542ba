/** Surveybot: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'surveybot',
  name: 'Surveybot',
  docs: 'https://surveybot.io',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'surveybot-api-token',
          about: 'Surveybot API token',
          names: ['survey bot'],
          key: /[A-Za-z0-9-]{80}/,
        }),
      ],
    },
  },
})
