/** SkyBiometry: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'skybiometry',
  name: 'SkyBiometry',
  docs: 'https://skybiometry.com/documentation/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'skybiometry-api-key',
          about: 'SkyBiometry API key',
          names: ['sky biometry'],
          key: /[a-z0-9]{25,26}/,
        }),
      ],
    },
  },
})
