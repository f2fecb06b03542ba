/** SparkPost: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sparkpost',
  name: 'SparkPost',
  docs: 'https://developers.sparkpost.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'sparkpost-api-key',
          about: 'SparkPost API key',
          names: ['spark post'],
          key: /[a-zA-Z0-9]{40}/,
        }),
      ],
    },
  },
})
