/** Conversion Tools: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'conversion-tools',
  name: 'Conversion Tools',
  docs: 'https://conversiontools.io/api-documentation',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'conversion-tools-api-token',
          about: 'Conversion Tools API token',
          names: ['conversiontools', 'conversion tools'],
          key: /ey[A-Za-z0-9_.-]{155,168}/,
        }),
      ],
    },
  },
})
