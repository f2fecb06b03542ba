/** Marketstack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'marketstack',
  name: 'Marketstack',
  docs: 'https://marketstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'marketstack-access-key',
          about: 'Marketstack access key',
          names: ['market stack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
