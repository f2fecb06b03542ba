/** Better Uptime: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'better-uptime',
  name: 'Better Uptime',
  docs: 'https://betterstack.com/docs/uptime/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'better-uptime-api-token',
          about: 'Better Uptime API token',
          names: ['betteruptime'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
