/** Carbon Interface: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'carbon-interface',
  name: 'Carbon Interface',
  docs: 'https://docs.carboninterface.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'carbon-interface-api-key',
          about: 'Carbon Interface API key',
          names: ['carboninterface', 'carbon interface'],
          key: /[A-Za-z0-9]{21}/,
        }),
      ],
    },
  },
})
