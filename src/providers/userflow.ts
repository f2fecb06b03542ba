/** Userflow: old API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'userflow',
  name: 'Userflow',
  docs: 'https://docs.userflow.com/api/authentication',
  keys: {
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'userflow-old-api-key',
          about: 'Userflow old API key',
          names: ['user flow'],
          key: /[a-z0-9_]{29}/,
        }),
      ],
    },
  },
})
