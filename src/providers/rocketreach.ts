/** RocketReach: API keys and API keys with dashes are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rocketreach',
  name: 'RocketReach',
  docs: 'https://rocketreach.co/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'rocketreach-api-key',
          about: 'RocketReach API key',
          names: ['rocket reach'],
          key: /[a-z0-9]{6,7}k[a-z0-9]{31,32}/,
        }),
      ],
    },
    'api-key-dashed': {
      label: 'API key with dashes',
      about: 'API key with dashes',
      detect: [
        keyBesideName({
          rule: 'rocketreach-api-key-dashed',
          about: 'RocketReach API key with dashes',
          names: ['rocket reach'],
          key: /[a-z0-9-]{39}/,
        }),
      ],
    },
  },
})
