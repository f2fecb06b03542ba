/** SoftLayer: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'softlayer',
  name: 'SoftLayer',
  docs: 'https://sldn.softlayer.com/article/authenticating-softlayer-api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'softlayer-api-key',
          about: 'SoftLayer API key',
          names: ['soft layer'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
