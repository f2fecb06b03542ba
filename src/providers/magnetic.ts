/** Magnetic: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'magnetic',
  name: 'Magnetic',
  docs: 'https://www.magnetichq.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'magnetic-api-token',
          about: 'Magnetic API token',
          names: ['magnetic', 'magnetic hq'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
