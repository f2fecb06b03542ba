/** ParallelDots: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paralleldots',
  name: 'ParallelDots',
  docs: 'https://apis.paralleldots.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'paralleldots-api-key',
          about: 'ParallelDots API key',
          names: ['parallel dots'],
          key: /[A-Za-z0-9]{43}/,
        }),
      ],
    },
  },
})
