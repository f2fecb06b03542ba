/** Vultr: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vultr',
  name: 'Vultr',
  docs: 'https://www.vultr.com/api/#section/Authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'vultr-api-key',
          about: 'Vultr API key',
          names: ['vultr'],
          key: /[A-Z0-9]{36}/,
        }),
      ],
    },
  },
})
