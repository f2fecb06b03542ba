/** Really Simple Systems: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'reallysimplesystems',
  name: 'Really Simple Systems',
  docs: 'https://www.reallysimplesystems.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'reallysimplesystems-api-token',
          about: 'Really Simple Systems API token',
          names: ['really simple systems'],
          key: /ey[A-Za-z0-9._-]{153}\.ey[A-Za-z0-9._-]{850,1000}/,
        }),
      ],
    },
  },
})
