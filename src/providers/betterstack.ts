/** Better Stack: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'betterstack',
  name: 'Better Stack',
  docs: 'https://betterstack.com/docs/uptime/api/getting-started-with-uptime-api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'betterstack-api-token',
          about: 'Better Stack API token',
          names: ['better stack', 'better uptime'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
